"""Fuzzing: hostile commands, files and pages get an answer or a refusal in one sentence, never an error or a hang."""
