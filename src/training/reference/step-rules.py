# Reference trajectories for the step rules of src/training, from implementations other people published, in float64.
#
#   apt-get install --no-install-recommends python3-torch python3-statsmodels     (Debian 12: PyTorch 1.13, statsmodels 0.13.5)
#   /usr/bin/python3 src/training/reference/step-rules.py > src/training/reference/step-rules.json
#   npx prettier --write src/training/reference/step-rules.json
#
# Nothing here reads the TypeScript sources. Gradients are written down by hand and given to the optimisers, so that no automatic
# differentiation stands between the two sides. Numbers are shortest round-trip text.
#
#   descent  torch.optim.SGD and torch.optim.Adam, the gradient clipped by torch.nn.utils.clip_grad_norm_ where a largest norm is
#            given, on Rosenbrock's function in four variables, 50 steps
#   kalman   statsmodels' KalmanFilter with time-varying design, transition and state covariance: random linear measurements, one or
#            two at a time, with decay and process noise in proportion to a loss that is drawn as well; weights and
#            covariances before the first step and after each
import json
import sys

import numpy
import statsmodels
import torch
from statsmodels.tsa.statespace.kalman_filter import KalmanFilter

STEPS = 50
KALMAN_STEPS = 12
START = [-1.2, 1.0, 0.7, -0.5]


def rosenbrock_gradient(x):
    """The gradient of sum_i 10·(x[i+1] − x[i]²)² + (1 − x[i])²."""
    gradient = [0.0] * len(x)
    for i in range(len(x) - 1):
        valley = x[i + 1] - x[i] * x[i]
        gradient[i] += -40.0 * x[i] * valley - 2.0 * (1.0 - x[i])
        gradient[i + 1] += 20.0 * valley
    return gradient


def descend(make, largest_norm):
    x = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    optimiser = make([x])
    gradients, weights = [], []
    for _ in range(STEPS):
        gradient = rosenbrock_gradient([float(value) for value in x.detach()])
        x.grad = torch.tensor(gradient, dtype=torch.float64)
        if largest_norm is not None:
            torch.nn.utils.clip_grad_norm_([x], largest_norm)
        optimiser.step()
        gradients.append(gradient)
        weights.append([float(value) for value in x.detach()])
    return gradients, weights


def descent_case(rule, learning_rate, make):
    gradients, weights = descend(make, rule["largestNorm"])
    return {"rule": rule, "learningRate": learning_rate, "start": START, "gradients": gradients, "weights": weights}


def momentum_case(mu, learning_rate, largest_norm=None):
    rule = {"kind": "momentum", "momentum": mu, "largestNorm": largest_norm}
    return descent_case(rule, learning_rate, lambda p: torch.optim.SGD(p, lr=learning_rate, momentum=mu))


def adam_case(beta1, beta2, epsilon, learning_rate):
    rule = {"kind": "adam", "beta1": beta1, "beta2": beta2, "epsilon": epsilon, "largestNorm": None}
    make = lambda p: torch.optim.Adam(p, lr=learning_rate, betas=(beta1, beta2), eps=epsilon)
    return descent_case(rule, learning_rate, make)


def sgd_case(learning_rate, largest_norm):
    rule = {"kind": "sgd", "clip": None, "nanToZero": False, "mantissa": False, "largestNorm": largest_norm}
    return descent_case(rule, learning_rate, lambda p: torch.optim.SGD(p, lr=learning_rate))


def kalman_case(seed, size, measured, noise, process_noise, decay):
    """Steps of: measure, update, then predict with F = 1 − κ·ℓ and Q = q·ℓ·I."""
    random = numpy.random.RandomState(seed)
    losses = random.uniform(0.0, 2.0, KALMAN_STEPS)
    slopes = random.uniform(-2.0, 2.0, (KALMAN_STEPS, measured, size))
    values = random.uniform(-3.0, 3.0, (KALMAN_STEPS, measured))
    start = random.uniform(-1.0, 1.0, size)
    share = numpy.minimum(losses, 1.0)
    model = KalmanFilter(k_endog=measured, k_states=size)
    model.bind(numpy.asfortranarray(values.T))
    model["obs_cov"] = noise * numpy.eye(measured)
    model["selection"] = numpy.eye(size)
    model["design"] = numpy.asfortranarray(slopes.transpose(1, 2, 0))
    model["transition"] = numpy.stack([(1.0 - decay * l) * numpy.eye(size) for l in share], axis=2)
    model["state_cov"] = numpy.stack([process_noise * l * numpy.eye(size) for l in share], axis=2)
    model.initialize_known(start, numpy.eye(size))
    model.tolerance = 0.0
    result = model.filter()
    return {
        "measurementNoise": noise,
        "processNoise": process_noise,
        "decay": decay,
        "losses": losses.tolist(),
        "slopes": slopes.tolist(),
        "values": values.tolist(),
        "weights": result.predicted_state.T.tolist(),
        "covariances": result.predicted_state_cov.transpose(2, 0, 1).reshape(KALMAN_STEPS + 1, -1).tolist(),
    }


json.dump(
    {
        "versions": {"torch": torch.__version__, "statsmodels": statsmodels.__version__, "numpy": numpy.__version__},
        "descent": [
            momentum_case(0.9, 0.001),
            momentum_case(0.0, 0.002),
            momentum_case(0.5, 0.003, 1.0),
            adam_case(0.9, 0.999, 1e-8, 0.01),
            adam_case(0.9, 0.999, 1e-8, 0.1),
            adam_case(0.5, 0.9, 1e-3, 0.05),
            adam_case(0.0, 0.999, 1e-8, 0.05),
            sgd_case(0.1, 1.0),
        ],
        "kalman": [
            kalman_case(1, 4, 1, 0.5, 0.0, 0.0),
            kalman_case(2, 4, 2, 0.5, 0.0, 0.0),
            kalman_case(3, 6, 1, 1e-3, 0.5, 0.01),
            kalman_case(4, 6, 2, 1e-3, 0.5, 0.03),
            kalman_case(5, 6, 2, 1e-8, 0.5, 0.03),
        ],
    },
    sys.stdout,
)
