# Reference values for times to success and for DeLong's variance: R's survival (Therneau) and pROC (Robin et al. 2011).
#
#   apt-get install r-base-core r-cran-survival r-cran-proc r-cran-jsonlite
#   Rscript src/statistics/reference/survival.R > src/statistics/reference/survival.json
#   npx prettier --write src/statistics/reference/survival.json
#
# Nothing here reads the TypeScript sources. The data of the survival package are published ones: ovarian, veteran, aml, kidney.

suppressMessages({ library(survival); library(pROC); library(jsonlite) })
null <- function(x) if (length(x) == 0 || is.na(x)) NULL else unname(x)

# 'never' runs are at risk to the end: censored after everything else.
group <- function(time, event, never = 0) list(successes = I(time[event == 1]), censored = I(time[event == 0]), never = never)
surv <- function(g) {
  after <- max(c(g$successes, g$censored, 1)) + 1
  Surv(c(g$successes, g$censored, rep(after, g$never)), rep(c(1, 0, 0), c(length(g$successes), length(g$censored), g$never)))
}

curve <- function(name, g, confidence = .95, horizon = max(g$successes, g$censored)) {
  s <- surv(g)
  fit <- survfit(s ~ 1, conf.type = 'log-log', conf.int = confidence)
  at <- which(fit$n.event > 0)
  q <- quantile(fit, .5)
  rmean <- summary(fit, rmean = horizon)$table
  list(name = name, group = g, confidence = confidence,
    points = lapply(at, function(k) list(time = fit$time[k], atRisk = fit$n.risk[k], successes = fit$n.event[k], share = fit$surv[k],
      error = null(summary(fit, times = fit$time[k])$std.err), low = null(fit$lower[k]), high = null(fit$upper[k]))),
    median = null(q$quantile), medianLow = null(q$lower), medianHigh = null(q$upper),
    horizon = horizon, restrictedMean = unname(rmean['rmean']), restrictedError = unname(rmean['se(rmean)']))
}

aml <- survival::aml
set.seed(3)
steps <- 1000 * ceiling(rexp(60, 1 / 40))
curves <- list(
  curve('aml, maintained', with(aml[aml$x == 'Maintained', ], group(time, status))),
  curve('aml, not maintained', with(aml[aml$x == 'Nonmaintained', ], group(time, status))),
  curve('ovarian', with(ovarian, group(futime, fustat)), .9),
  curve('veteran, 200 days', with(veteran, group(time, status)), .95, 200),
  curve('kidney, 99 %', with(kidney, group(time, status)), .99),
  curve('one budget', group(pmin(steps, 50000), as.numeric(steps <= 50000))),
  curve('some never', group(pmin(steps, 50000)[1:40], as.numeric(steps <= 50000)[1:40], 9)))

ranks <- function(name, groups) {
  s <- do.call(c, lapply(groups, surv))
  # A run that never succeeds outlasts every other group.
  last <- max(s[, 1]) + 1
  times <- unlist(lapply(groups, function(g) c(g$successes, g$censored, rep(last, g$never))))
  events <- unlist(lapply(groups, function(g) rep(c(1, 0), c(length(g$successes), length(g$censored) + g$never))))
  of <- rep(seq_along(groups), sapply(groups, function(g) length(g$successes) + length(g$censored) + g$never))
  test <- survdiff(Surv(times, events) ~ of)
  list(name = name, groups = groups, statistic = test$chisq, degreesOfFreedom = length(test$n) - 1,
    pValue = pchisq(test$chisq, length(test$n) - 1, lower.tail = FALSE), expected = I(test$exp))
}
by <- function(data, time, status, split) lapply(split(data, data[[split]]), function(d) group(d[[time]], d[[status]]))
logRanks <- list(
  ranks('aml', unname(by(aml, 'time', 'status', 'x'))),
  ranks('ovarian', unname(by(ovarian, 'futime', 'fustat', 'rx'))),
  ranks('veteran, four cell types', unname(by(veteran, 'time', 'status', 'celltype'))),
  ranks('kidney, by disease', unname(by(kidney, 'time', 'status', 'disease'))),
  ranks('some never', list(curves[[6]]$group, curves[[7]]$group)))

# DeLong: P(X > Y) is the area under the curve of controls y and cases x.
delong <- function(name, x, y) {
  r <- roc(controls = y, cases = x, direction = '<', quiet = TRUE)
  # Satterthwaite's degrees of freedom, of the placements' variances.
  above <- function(v, y) sapply(v, function(one) mean((one > y) + (one == y) / 2))
  a <- var(above(x, y)) / length(x); b <- var(above(y, x)) / length(y)
  list(name = name, x = x, y = y, probability = as.numeric(auc(r)), error = sqrt(var(r, method = 'delong')),
    degreesOfFreedom = (a + b)^2 / (a^2 / (length(x) - 1) + b^2 / (length(y) - 1)))
}
# Correlated curves: X and Y of one seed. Munzel's variance by ranks, by other code than the TypeScript's.
munzel <- function(name, x, y) {
  n <- length(x)
  all <- rank(c(x, y)); rx <- all[1:n] - rank(x); ry <- all[n + 1:n] - rank(y)
  z <- (rx - ry) / n
  list(name = name, x = x, y = y, probability = mean(rx) / n, error = sqrt(var(z) / n))
}
# Newcombe 2006, method 5, solved for theta.
newcombe <- function(share, n, m, confidence) {
  z <- qnorm((1 + confidence) / 2); N <- (n + m) / 2
  f <- function(t) (t - share)^2 - z^2 * t * (1 - t) / (n * m) * (1 + (N - 1) * ((1 - t) / (2 - t) + t / (1 + t)))
  root <- function(a, b) uniroot(f, c(a, b), tol = 1e-15, maxiter = 10000)$root
  list(share = share, n = n, m = m, confidence = confidence,
    low = if (share == 0) 0 else root(0, if (share == 1) 1 - 1e-12 else share), high = if (share == 1) 1 else root(if (share == 0) 1e-12 else share, 1))
}
x <- round(rnorm(20, 1), 4); seeds <- rnorm(25)
data(aSAH)
cat(toJSON(list(
  madeBy = 'Rscript src/statistics/reference/survival.R',
  versions = list(R = R.version.string, survival = as.character(packageVersion('survival')), pROC = as.character(packageVersion('pROC'))),
  curves = curves, logRanks = logRanks,
  deLong = list(delong('normal', x, round(rnorm(30, 0, 2), 4)), delong('ties', c(1, 2, 2, 3, 4, 4), c(0, 1, 1, 2, 2)),
    delong('aSAH, s100b', aSAH$s100b[aSAH$outcome == 'Poor'], aSAH$s100b[aSAH$outcome == 'Good'])),
  bySeed = list(munzel('same seeds', round(seeds + rnorm(25, .3, .5), 4), round(seeds, 4)), munzel('opposed, ties', round(seeds), round(-2 * seeds + .5))),
  newcombe = list(newcombe(1, 5, 5, .95), newcombe(0, 8, 3, .95), newcombe(.5, 6, 6, .95), newcombe(1, 1000, 1000, .99), newcombe(.7, 12, 30, .9))
), auto_unbox = TRUE, digits = NA, null = 'null'), '\n')
