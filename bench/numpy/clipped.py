"""
The essay's listing 2 as one writes it with numpy: many runs side by side, an array operation for each of its lines.

`python3 clipped.py RUNS STEPS` reads what the C programs of bench/c read: a line a run, two words of the samples' generator
and two of the initial weights' in hexadecimal, then its weights. Prints nanoseconds of CPU a step of a run, the number of
steps, and the last run's weights.
"""

import sys
import time

import numpy as np

RUNS, STEPS = int(sys.argv[1]), int(sys.argv[2])
LOW, HIGH, LARGEST, ETA = 0.0, 10.0, np.log(np.log(700.0)), 0.1
LINES = [line.split() for line in sys.stdin]
STATE = np.array([[int(word, 16) for word in line[:2]] for line in LINES], dtype=np.uint64).T
THETA = np.array([[float(word) for word in line[4:]] for line in LINES])


def rotated(words, count):
    return (words << np.uint64(count)) | (words >> np.uint64(64 - count))


def next32(state):
    a, b = state
    out = a + b
    b = b ^ a
    return (rotated(a, 24) ^ b ^ (b << np.uint64(16)), rotated(b, 37)), out & np.uint64(0xFFFFFFFF)


def next53(state):
    state, high = next32(state)
    state, low = next32(state)
    value = ((high >> np.uint64(5)).astype(float) * 67108864.0 + (low >> np.uint64(6))) * 2.0**-53
    return state, LOW + (HIGH - LOW) * value


def draw(state):
    """x from a box and t = x_0/x_1, drawn again for the runs where |t| is greater than LARGEST."""
    x, t = np.empty((2, RUNS)), np.empty(RUNS)
    again = np.arange(RUNS)
    while again.size:
        part = (state[0][again], state[1][again])
        part, x[0, again] = next53(part)
        part, x[1, again] = next53(part)
        state[0][again], state[1][again] = part
        t[again] = x[0, again] / x[1, again]
        again = again[~(np.abs(t[again]) <= LARGEST)]
    return x, t


def guard(values):
    return np.where(np.isnan(values), 0.0, np.clip(values, -700.0, 700.0))


def leading(values):
    size = np.abs(values)
    ten = 10.0 ** np.floor(np.log10(np.maximum(size, 1.0)))
    return np.where(size < 10.0, values, values / ten)


def step(w0, w1, state):
    x, t = draw(state)
    u = w0[:, 0] * x[0] + w0[:, 1] * x[1]
    ln, angle = np.log(np.abs(u)), np.where(u < 0, np.pi, 0.0)
    modulus = np.exp((w1 * ln).sum(axis=0))
    re = modulus * np.cos((w1 * angle).sum(axis=0))
    delta = guard(re * guard(re - t))
    d = guard((1 / u) * (w1 * delta))
    w0 -= ETA * leading(guard(d[:, None] * x[None]))
    w1 -= ETA * leading(guard(delta * ln))


def main():
    w0, w1 = THETA[:, :4].T.reshape(2, 2, RUNS).copy(), THETA[:, 4:].T.copy()
    state = [STATE[0].copy(), STATE[1].copy()]
    begun = time.process_time()
    for _ in range(STEPS):
        step(w0, w1, state)
    spent = time.process_time() - begun
    weights = [*w0.reshape(4, RUNS)[:, -1], *w1[:, -1]]
    print(spent * 1e9 / (RUNS * STEPS), RUNS * STEPS, *map(repr, map(float, weights)))


with np.errstate(all="ignore"):
    main()
