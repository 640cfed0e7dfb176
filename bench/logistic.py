"""Logistic regression by Newton's method, for the training scripts."""

from __future__ import annotations

import numpy as np

__all__ = ["fit_logistic", "newton", "probabilities"]

STEPS = 25
TOLERANCE = 1e-9


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
    weights = newton(rows, right, importance, np.append(np.full(features.shape[1], shrinkage), 0.0))
    return weights[:-1] / spread, float(weights[-1] - weights[:-1] @ (mean / spread))


def newton(rows: np.ndarray, right: np.ndarray, importance: np.ndarray, penalty: np.ndarray) -> np.ndarray:
    """A weight for each column of ``rows``; ``penalty`` is how much its square counts, ``(columns,)``."""
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        found = probabilities(rows, weights)
        curve = (rows * (importance * found * (1 - found))[:, None]).T @ rows + np.diag(penalty)
        step = np.linalg.solve(curve, rows.T @ (importance * (right - found)) - penalty * weights)
        weights += step
        if np.abs(step).max() < TOLERANCE:
            break
    return weights


def probabilities(rows: np.ndarray, weights: np.ndarray, intercept: float = 0.0) -> np.ndarray:
    """The probability of each row."""
    found: np.ndarray = 1 / (1 + np.exp(-(rows @ weights + intercept)))
    return found
