"""Reference values for a metric column: rliable's own code (github.com/google-research/rliable, Apache-2.0) and scipy's.

  python3 -m venv venv && venv/bin/pip install numpy==2.4.6 scipy==1.17.1 arch==8.0.0 absl-py
  git clone https://github.com/google-research/rliable && git -C rliable checkout 3ccd9f4
  PYTHONPATH=rliable venv/bin/python src/statistics/reference/metric.py > src/statistics/reference/metric.json
  npx prettier --write src/statistics/reference/metric.json

Nothing here reads the TypeScript sources. Which runs rliable drew is recorded ('draws', in the order in which they were
drawn), so that another implementation can be given the same ones: what differs then is arithmetic alone.
"""

import json
import os
import sys

import arch
import arch.bootstrap as arch_bs
import numpy as np
import scipy
from scipy import stats

# rliable 1.2 was written for arch 5, whose bootstraps had a random_state; those of arch 8 refuse it. It was None.
def without_random_state(base):
  class Bootstrap(base):
    def __init__(self, *args, random_state=None, **kwargs):
      super().__init__(*args, **kwargs)
  return Bootstrap

arch_bs.IIDBootstrap = without_random_state(arch_bs.IIDBootstrap)
arch_bs.IndependentSamplesBootstrap = without_random_state(arch_bs.IndependentSamplesBootstrap)

# Only a figure needs it.
from rliable import library, metrics  # noqa: E402

recorded = []
choice = np.random.choice


def recording(*args, **kwargs):
  drawn = choice(*args, **kwargs)
  recorded.append(drawn)
  return drawn


np.random.choice = recording


def by_group(drawn):
  """Runs x tasks as drawn: for each task its runs."""
  return drawn.T.reshape(-1).tolist()


def bootstrap(name, scores, metric, reps, confidence):
  np.random.seed(7)
  recorded.clear()
  point, interval = library.get_interval_estimates(
      {'a': scores}, lambda x: np.array([metric(x)]), reps=reps, confidence_interval_size=confidence)
  low, high = interval['a'].reshape(-1)
  return dict(name=name, groups=scores.T.tolist(), repetitions=reps, confidence=confidence,
      draws=[k for drawn in recorded for k in by_group(drawn)], value=point['a'][0], low=low, high=high)


def pooled_median(scores):
  return np.median(scores)


rng = np.random.default_rng(1)
normal = np.round(rng.normal(3, 2, (7, 3)), 6)
skewed = np.round(rng.lognormal(0, 1, (9, 1)), 6)
ties = rng.integers(0, 4, (6, 2)).astype(float)
far = 1e6 + np.round(rng.normal(0, 1e-3, (10, 2)), 9)
location = {}
for statistic, metric in dict(mean=metrics.aggregate_mean, median=pooled_median, iqm=metrics.aggregate_iqm).items():
  location[statistic] = [
      bootstrap('three normal tasks', normal, metric, 40, .95), bootstrap('one skewed task', skewed, metric, 50, .9),
      bootstrap('ties', ties, metric, 30, .95), bootstrap('far from zero', far, metric, 30, .99)]

# Points alone, for every remainder of N by 4.
values = np.round(rng.gamma(.7, 3, 23), 6)
points = [dict(values=values[:n].tolist(), mean=np.mean(values[:n]), median=np.median(values[:n]), iqm=stats.trim_mean(values[:n], .25))
    for n in list(range(1, 13)) + [22, 23]]

# Large samples' intervals. scipy.stats.mstats has Tukey and McLaughlin's; Student's is stats.t.interval.
def asymptotic(name, x, confidence):
  n = len(x)
  t = stats.t.interval(confidence, n - 1, loc=np.mean(x), scale=stats.sem(x))
  # mstats takes the quartiles of the probability as one number, so n must not be cut by rounding: 0.25 n is exact.
  trimmed = stats.mstats.trimmed_mean_ci(np.array(x), limits=(.25, .25), inclusive=(True, True), alpha=1 - confidence)
  # The order statistics of the median: ranks by the binomial distribution.
  rank = int(stats.binom.ppf((1 - confidence) / 2, n, .5))
  ordered = np.sort(x)
  return dict(name=name, values=list(map(float, x)), confidence=confidence, mean=list(map(float, t)),
      iqm=list(map(float, trimmed)), median=[ordered[rank - 1], ordered[n - rank]] if rank > 0 else None)

large = [
    asymptotic('nine', skewed[:, 0], .95), asymptotic('twenty-three', values, .95), asymptotic('99 %', values, .99),
    asymptotic('ties', rng.integers(0, 5, 60).astype(float), .95), asymptotic('far from zero', far.reshape(-1), .95),
    asymptotic('two hundred', np.round(rng.standard_t(2, 200), 5), .95)]
ranks = [dict(count=n, confidence=c, rank=int(stats.binom.ppf((1 - c) / 2, n, .5))) for n in (1, 5, 6, 8, 9, 50, 1000, 4097, 1000000) for c in (.5, .9, .95, .999)]

# Probability of improvement.
def improvement(name, x, y, reps):
  np.random.seed(11)
  recorded.clear()
  point, interval = library.get_interval_estimates({'a': [x, y]}, lambda a, b: np.array([metrics.probability_of_improvement(a, b)]), reps=reps)
  low, high = interval['a'].reshape(-1)
  draws, tasks = [], x.shape[1]
  for k in range(0, len(recorded), 2):
    for task in range(tasks):
      draws += recorded[k][:, task].tolist() + recorded[k + 1][:, task].tolist()
  return dict(name=name, x=x.T.tolist(), y=y.T.tolist(), repetitions=reps, draws=draws, probability=point['a'][0], low=low, high=high)

# metrics.probability_of_improvement takes equal arrays for ½; no resample below is one.
improvements = [
    improvement('two tasks', np.round(rng.normal(1, 1, (6, 2)), 5), np.round(rng.normal(0, 2, (8, 2)), 5), 40),
    improvement('one task with ties', rng.integers(0, 4, (9, 1)).astype(float), rng.integers(1, 6, (7, 1)).astype(float), 50)]

def brunner_munzel(name, x, y):
  result = stats.brunnermunzel(y, x)
  share = stats.mannwhitneyu(x, y).statistic / (len(x) * len(y))
  error = (share - .5) / result.statistic
  return dict(name=name, x=list(map(float, x)), y=list(map(float, y)), probability=share, error=error, pValue=result.pvalue)

# Brunner & Munzel 2000, table 1: pain scores after shoulder surgery.
pain_y = [1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1]
pain_n = [3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4]
tests = [brunner_munzel('pain scores', pain_n, pain_y), brunner_munzel('normal', np.round(rng.normal(1, 1, 30), 5), np.round(rng.normal(0, 3, 12), 5)),
    brunner_munzel('reversed', np.round(rng.normal(-1, 1, 12), 5), np.round(rng.normal(0, 3, 50), 5))]

# Differences of means.
def means(name, x, y):
  welch, paired = stats.ttest_ind(x, y, equal_var=False), None
  w = welch.confidence_interval(.95)
  out = dict(name=name, x=list(map(float, x)), y=list(map(float, y)), difference=np.mean(x) - np.mean(y), low=w.low, high=w.high, pValue=welch.pvalue, paired=None)
  if len(x) == len(y):
    paired = stats.ttest_rel(x, y)
    p = paired.confidence_interval(.95)
    out['paired'] = dict(low=p.low, high=p.high, pValue=paired.pvalue)
  return out

base = rng.normal(0, 3, 15)
differences = [means('unequal', np.round(rng.normal(1, 1, 8), 5), np.round(rng.normal(0, 3, 12), 5)),
    means('same seeds', np.round(base + rng.normal(1, .5, 15), 5), np.round(base, 5)), means('two each', np.array([1., 2.]), np.array([4., 8.])),
    means('far from zero', far[:, 0], far[:, 1])]

# Of one degree of freedom Cauchy's own function: t.sf of scipy 1.17.1 is off by 3e-9 there near 0.
tails = [dict(t=t, degreesOfFreedom=v, tail=float(stats.cauchy.sf(t) if v == 1 else stats.t.sf(t, v))) for t in (0, 1e-8, .3, 2, 10, 40) for v in (1, 2.5, 30, 1e4, 1e6)]
chi = [dict(x=x, degreesOfFreedom=v, tail=float(stats.chi2.sf(x, v))) for x in (0, 1e-6, .5, 3, 20, 200) for v in (1, 2, 5, 50)]

json.dump(dict(madeBy='PYTHONPATH=rliable python src/statistics/reference/metric.py',
    versions=dict(rliable='3ccd9f4', numpy=np.__version__, scipy=scipy.__version__, arch=arch.__version__),
    location=location, points=points, large=large, ranks=ranks, improvements=improvements, tests=tests, differences=differences,
    tTails=tails, chiSquareTails=chi), sys.stdout, default=float)
