"""Logistic regression by Newton's method, for the training scripts."""

from __future__ import annotations

import numpy as np

__all__ = ["fit_logistic", "probabilities"]

STEPS = 12


def fit_logistic(
    features: np.ndarray, right: np.ndarray, shrinkage: float, importance: np.ndarray | None = None
) -> tuple[np.ndarray, float]:
    """Weights for the features as they are, and the intercept.

    ``features`` is ``(rows, features)``, ``right`` 0 or 1 for each row, ``importance`` how much a row counts (1 if not
    given). ``shrinkage`` weighs the squared weights of standardised features against the log-likelihood.
    """
    importance = np.ones(len(right)) if importance is None else importance
    mean, spread = features.mean(0), features.std(0) + 1e-6
    rows = np.c_[(features - mean) / spread, np.ones(len(features))]
    penalty = np.eye(rows.shape[1]) * shrinkage
    penalty[-1, -1] = 0
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        found = 1 / (1 + np.exp(-rows @ weights))
        curve = (rows * (importance * found * (1 - found))[:, None]).T @ rows + penalty
        weights -= np.linalg.solve(curve, rows.T @ (importance * (found - right)) + penalty @ weights)
    return weights[:-1] / spread, float(weights[-1] - weights[:-1] @ (mean / spread))


def probabilities(features: np.ndarray, weights: np.ndarray, intercept: float) -> np.ndarray:
    """The probability of each row."""
    found: np.ndarray = 1 / (1 + np.exp(-(features @ weights + intercept)))
    return found
