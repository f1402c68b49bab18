# Figures of R's own distributions, for StatisticsReferenceTests:  Rscript quantiles.R > quantiles.csv
cat("figure,a,b,value,high\n")
for (p in c(1e-12, 5e-6, 0.025, 0.5, 0.8, 0.975)) cat(sprintf("normal,%.17g,,%.17g,\n", p, qnorm(p)))
for (df in c(0.7, 1, 2, 3.5, 10, 250, 1e5)) for (tail in c(0.025, 0.05 / 71, 5e-6)) cat(sprintf("t,%.17g,%.17g,%.17g,\n", tail, df, qt(tail, df, lower.tail = FALSE)))
for (n in c(10, 500, 10000)) for (share in c(0, 0.5, 0.9, 1)) {
  wilson <- prop.test(share * n, n, correct = FALSE)$conf.int
  cat(sprintf("wilson,%.17g,%d,%.17g,%.17g\n", share, n, wilson[1], wilson[2]))
}
sample <- c(0.812, 0.79, 0.801, 0.655, 0.82)
other <- c(0.83, 0.842, 0.829)
welch <- t.test(sample, other)
cat(sprintf("welch,,,%.17g,%.17g\n", welch$stderr, welch$parameter))
