# Reference values for the statistics of src/analysis, computed in R by other code and, where possible, another method.
#
#   apt-get install r-base-core r-cran-bbmle r-cran-jsonlite
#   Rscript src/statistics/reference/reference.R > src/statistics/reference/reference.json
#   npx prettier --write src/statistics/reference/reference.json
#
# Nothing here reads the TypeScript sources. Where a bound is found by uniroot it is of the exact profile log-likelihood, with
# the other parameter maximised by optimize at every step. bbmle's confint stands beside it ('bbmle', null where it gave up): it
# evaluates the profile at a few points and interpolates sqrt(deviance) by a spline, so it approximates the same bounds. From fifty
# values on it is within 2e-4; with two to five widely spread ones it misses a lower bound near zero by 10 % up to a factor of three,
# as its steps of a standard error leave the parameter's range. 'largestRelativeDifferenceOfBbmleSpline' is the worst of all cases.

suppressMessages({ library(bbmle); library(jsonlite) })
twoSidedQuantile <- function(confidence) qnorm((1 + confidence) / 2)

# --- Wilson: prop.test(correct = FALSE) is the score interval (R has no other name for it) -------------------------------
wilson <- function(k, n, confidence) {
  ci <- suppressWarnings(prop.test(k, n, conf.level = confidence, correct = FALSE)$conf.int)
  list(successes = k, trials = n, confidence = confidence, low = ci[1], high = ci[2])
}
wilsonCases <- Map(wilson,
  c(0, 1, 5, 10, 0, 1, 362, 841, 9960, 99988, 362, 362, 3),
  c(1, 1, 10, 10, 10, 100, 1000, 1000, 10000, 100000, 1000, 1000, 7),
  c(.95, .95, .95, .95, .95, .95, .95, .95, .95, .95, .99, .5, .999))

# --- Profile likelihood ----------------------------------------------------------------------------------------------------
# loglik(mu, log.other); returns the MLE of mu and both bounds.
profileInterval <- function(loglik, start, other, confidence, toMu, ofMu) {
  # optimize's result is good to about 1e-8 in p, hence to 1e-16 in the maximum.
  best <- function(mu) optimize(function(p) loglik(mu, p), other, maximum = TRUE, tol = 1e-12)$objective
  t0 <- ofMu(start)
  # optimize gives the maximum to half the digits of its place; callers know the place better.
  peak <- optimize(function(t) best(toMu(t)), c(t0 - 3, t0 + 3), maximum = TRUE, tol = 1e-9)
  top <- peak$objective
  drop <- qchisq(confidence, 1) / 2
  f <- function(t) best(toMu(t)) - top + drop
  far <- function(step) { while (f(peak$maximum + step) > 0) step <- 2 * step; peak$maximum + step }
  low <- uniroot(f, c(far(-.01), peak$maximum), tol = 1e-13, maxiter = 10000)$root
  high <- uniroot(f, c(peak$maximum, far(.01)), tol = 1e-13, maxiter = 10000)$root
  list(mean = toMu(peak$maximum), low = toMu(low), high = toMu(high))
}

quietConfint <- function(fit) {
  ci <- suppressWarnings(try(confint(fit, 'mu', quietly = TRUE), silent = TRUE))
  if (is(ci, 'try-error') || is(ci, 'mle2')) NULL else unname(ci)
}

gammaCase <- function(name, x, confidence = .95) {
  loglik <- function(mu, logShape) { a <- exp(logShape); sum(dgamma(x, shape = a, scale = mu / a, log = TRUE)) }
  exact <- profileInterval(loglik, mean(x), c(-12, 30), confidence, exp, log)
  exact$mean <- mean(x)   # The maximum-likelihood mean of a gamma is the arithmetic mean, exactly.
  # Madsen & Johansen's parametrisation (mean and variance), on values divided by their mean so that L-BFGS-B can step.
  s <- mean(x); y <- x / s
  nll <- function(mu, sigma.2) -sum(dgamma(y, mu^2 / sigma.2, mu / sigma.2, log = TRUE))
  fit <- try(mle2(nll, start = list(mu = 1, sigma.2 = var(y)), method = 'L-BFGS-B', lower = c(mu = 1e-6, sigma.2 = 1e-12)), silent = TRUE)
  ci <- if (confidence == .95 && !is(fit, 'try-error')) quietConfint(fit) else NULL
  c(list(name = name, values = x, confidence = confidence), exact, list(bbmle = if (is.null(ci)) NULL else ci * s))
}

margin <- 2^-53
betaCase <- function(name, x, confidence = .95) {
  y <- 2 * pmin(.5 - margin, pmax(margin, x))
  ly <- log(y); lc <- log1p(-y)
  # dbeta is written out: R's own rounds 1 - y away for y next to 1.
  loglik <- function(mu, logV) {
    v <- exp(logV); a <- 2 * mu * v; b <- (1 - 2 * mu) * v
    sum((a - 1) * ly + (b - 1) * lc) - length(y) * lbeta(a, b)
  }
  toMu <- function(t) .5 * plogis(t); ofMu <- function(mu) qlogis(2 * mu)
  exact <- profileInterval(loglik, mean(y) / 2, c(-12, 30), confidence, toMu, ofMu)
  # The maximum again, from the score equations, where the digits are: psi(a) - psi(v) = mean ln y, and likewise for b.
  solveMean <- function() {
    score <- function(p) { a <- exp(p[1]); b <- exp(p[2]); c(digamma(a) - digamma(a + b) - mean(ly), digamma(b) - digamma(a + b) - mean(lc)) }
    v <- exp(optimize(function(p) loglik(exact$mean, p), c(-12, 30), maximum = TRUE, tol = 1e-12)$maximum)
    p <- log(c(2 * exact$mean * v, (1 - 2 * exact$mean) * v))
    for (k in 1:100) {
      a <- exp(p[1]); b <- exp(p[2]); tv <- trigamma(a + b)
      J <- matrix(c((trigamma(a) - tv) * a, -tv * a, -tv * b, (trigamma(b) - tv) * b), 2)
      step <- solve(J, score(p)); p <- p - step
      if (max(abs(step)) < 1e-14) break
    }
    .5 * exp(p[1]) / sum(exp(p))
  }
  exact$mean <- solveMean()
  nll <- function(mu, v) -sum(dbeta(y, 2 * mu * v, (1 - 2 * mu) * v, log = TRUE))
  v0 <- max(1e-3, mean(x) * (.5 - mean(x)) / var(x) - 1)
  fit <- try(mle2(nll, start = list(mu = exact$mean, v = v0), method = 'L-BFGS-B', lower = c(mu = 1e-9, v = 1e-5), upper = c(mu = .5 - 1e-9, v = Inf),
    control = list(parscale = c(mu = exact$mean, v = v0))), silent = TRUE)
  ci <- if (confidence == .95 && !is(fit, 'try-error')) quietConfint(fit) else NULL
  # Madsen & Johansen's likelihood as published: dbeta of x, not 2x, with mean 2 mu.
  published <- suppressWarnings(try(mle2(function(mu, v) -sum(dbeta(x, 2 * mu * v, (1 - 2 * mu) * v, log = TRUE)),
    start = list(mu = mean(x), v = v0), method = 'L-BFGS-B', lower = c(mu = 1e-9, v = 1e-5), upper = c(mu = .5 - 1e-9, v = Inf)), silent = TRUE))
  c(list(name = name, values = x, confidence = confidence), exact,
    list(bbmle = ci, madsenJohansenMean = if (is(published, 'try-error')) NULL else unname(coef(published)['mu'])))
}

set.seed(1)
steps <- function(n, shape, mean) 1000 * pmax(1, round(rgamma(n, shape, shape / mean) / 1000))
gammaCases <- list(
  gammaCase('two values', c(3000, 5000)),
  gammaCase('three values', c(1000, 2000, 9000)),
  gammaCase('five values', c(12000, 15000, 9000, 31000, 22000)),
  gammaCase('fifty, shape 4', steps(50, 4, 60000)),
  gammaCase('fifty, 99 %', steps(50, 4, 60000), .99),
  gammaCase('hundred, shape 0.5', round(1000 * rgamma(100, .5, .5 / 40)) + 1),
  gammaCase('nearly identical', c(199000, rep(200000, 40))),
  gammaCase('spread over nine decades', c(1e-3, 1, 50, 1e6)),
  gammaCase('four hundred, shape 30', steps(400, 30, 150000)))
gammaSkewed <- list(gammaCase('one outlier', c(rep(1000, 20), 64000)))
sixDigits <- function(x) signif(x, 6)
betaCases <- list(
  betaCase('two values', c(0.001, 0.004)),
  betaCase('five values', c(0.001, 0.003, 0.01, 0.0002, 0.05)),
  betaCase('fifty, mean 0.01', sixDigits(.5 * rbeta(50, 2, 98))),
  betaCase('fifty, 99 %', sixDigits(.5 * rbeta(50, 2, 98)), .99),
  betaCase('around a quarter', sixDigits(.5 * rbeta(80, 6, 6))),
  betaCase('u-shaped', sixDigits(.5 * rbeta(60, .5, .5))),
  betaCase('near one half', sixDigits(.5 - .5 * rbeta(40, 2, 60))),
  betaCase('tiny errors', sixDigits(.5 * rbeta(40, 1.5, 3e5))),
  betaCase('a zero among others', c(0, 0.01, 0.02, 0.015)),
  betaCase('both ends', c(0, .5, .25, .1)))

# --- Differences -----------------------------------------------------------------------------------------------------------
unpaired <- function(k1, n1, k2, n2, confidence = .95) {
  w <- function(k, n) suppressWarnings(prop.test(k, n, conf.level = confidence, correct = FALSE)$conf.int)
  w1 <- w(k1, n1); w2 <- w(k2, n2); p1 <- k1 / n1; p2 <- k2 / n2; d <- p1 - p2
  p <- suppressWarnings(prop.test(c(k1, k2), c(n1, n2), correct = FALSE)$p.value)
  list(first = list(successes = k1, trials = n1), second = list(successes = k2, trials = n2), confidence = confidence,
    difference = d, low = d - sqrt((p1 - w1[1])^2 + (w2[2] - p2)^2), high = d + sqrt((w1[2] - p1)^2 + (p2 - w2[1])^2),
    pValue = if (is.nan(p)) 1 else p)
}
unpairedCases <- list(
  unpaired(56, 70, 48, 80),          # Newcombe 1998, table II (a): 0.0524 to 0.3339
  unpaired(9, 10, 3, 10),            # (b): 0.1705 to 0.8090
  unpaired(5, 56, 0, 29),            # (d): -0.0381 to 0.1926
  unpaired(0, 10, 0, 20), unpaired(10, 10, 0, 20), unpaired(10, 10, 20, 20),
  unpaired(362, 1000, 841, 1000), unpaired(362, 1000, 841, 1000, .99), unpaired(9960, 10000, 9990, 10000))

# Tango's statistic with the restricted maximum found from the likelihood's derivative, not by its closed form.
tango <- function(b, c, n, confidence) {
  z <- twoSidedQuantile(confidence)
  stat <- function(d) {
    lo <- max(0, -d); hi <- (1 - d) / 2
    part <- function(k, p) if (k == 0) 0 else k / p
    s <- function(q) part(b, q + d) + part(c, q) - 2 * part(n - b - c, 1 - 2 * q - d)
    a <- lo + 1e-14 * (hi - lo); e <- hi - 1e-14 * (hi - lo)
    q <- if (s(a) <= 0) lo else if (s(e) >= 0) hi else uniroot(s, c(a, e), tol = 1e-17, maxiter = 10000)$root
    (b - c - n * d)^2 - z^2 * n * (2 * q + d * (1 - d))
  }
  d <- (b - c) / n
  inside <- function(from, to) uniroot(stat, c(from, to), tol = 1e-14, maxiter = 10000)$root
  nudge <- 1e-9
  list(low = if (c == n) -1 else inside(-1 + 1e-12, d - nudge), high = if (b == n) 1 else inside(d + nudge, 1 - 1e-12))
}
paired <- function(both, b, c, neither, confidence = .95) {
  n <- both + b + c + neither
  ci <- tango(b, c, n, confidence)
  p <- if (b + c == 0) 1 else binom.test(b, b + c, .5)$p.value
  c(list(counts = list(both = both, firstOnly = b, secondOnly = c, neither = neither), confidence = confidence,
    difference = (b - c) / n, pValue = p), ci)
}
pairedCases <- list(
  paired(43, 0, 1, 0),               # Tango 1998, example: contact lenses, difference -1/44 with 95 % limits -0.118, 0.059
  paired(0, 0, 0, 10), paired(5, 0, 0, 5), paired(10, 0, 0, 0),
  paired(0, 10, 0, 0), paired(0, 0, 10, 0), paired(4, 3, 0, 3), paired(4, 0, 3, 3), paired(2, 5, 5, 1),
  paired(340, 22, 501, 137), paired(340, 22, 501, 137, .99), paired(99000, 10, 40, 950), paired(0, 1, 0, 0), paired(12, 9, 2, 1),
  paired(1, 1, 7, 12))               # Fagerland, Lydersen & Laake 2014, airway reactivity in children

holmCases <- lapply(list(c(.01, .04, .03, .005), c(.5, .6, .7), c(.02, .02, .02), c(1e-10, 1, 0), c(.049)),
  function(p) list(pValues = I(p), adjusted = I(p.adjust(p, 'holm'))))

difference <- function(cases) max(unlist(lapply(cases, function(k) if (length(k$bbmle) == 2) abs(k$bbmle / c(k$low, k$high) - 1))), na.rm = TRUE)
cat(toJSON(list(
  madeBy = 'Rscript src/statistics/reference/reference.R',
  versions = list(R = R.version.string, bbmle = as.character(packageVersion('bbmle')), jsonlite = as.character(packageVersion('jsonlite'))),
  largestRelativeDifferenceOfBbmleSpline = list(gamma = difference(c(gammaCases, gammaSkewed)), beta = difference(betaCases)),
  wilson = wilsonCases, gamma = c(gammaCases, gammaSkewed), beta = betaCases,
  unpaired = unpairedCases, paired = pairedCases, holm = holmCases
), auto_unbox = TRUE, digits = NA, pretty = TRUE, null = 'null', na = 'null'), '\n')
