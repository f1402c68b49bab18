# Variance shares by R's own lm, for VarianceReferenceTests.
#   Rscript shares.R CASES.csv > shares.csv
# Input: case, a level of each of four factors (empty where the case has fewer), metric (empty for a hole).
# Output: case, term, share. A main effect is what lm explains with all factors, less what it explains without this one;
# a pair's what the pair's cells add to all factors; seeds is the pure error within points.

rows <- read.csv(commandArgs(TRUE)[1], colClasses = c("character", rep("character", 4), "numeric"))
cat("case,term,share\n")
for (case in unique(rows$case)) {
  data <- rows[rows$case == case & !is.na(rows$metric), ]
  factors <- names(data)[2:5][sapply(data[2:5], function(v) any(v != ""))]
  for (f in factors) data[[f]] <- factor(data[[f]])
  total <- sum((data$metric - mean(data$metric))^2)
  explained <- function(terms) {
    model <- lm(reformulate(if (length(terms)) terms else "1", "metric"), data)
    1 - sum(residuals(model)^2) / total
  }
  all <- explained(factors)
  write <- function(term, share) cat(sprintf("%s,%s,%.17g\n", case, term, share))
  for (f in factors) write(f, all - explained(setdiff(factors, f)))
  pairs <- combn(factors, 2)
  for (i in seq_len(ncol(pairs))) {
    term <- paste(pairs[, i], collapse = ":")
    write(term, explained(c(factors, term)) - all)
  }
  points <- interaction(data[factors], drop = TRUE)
  if (any(table(points) > 1)) write("seeds", sum((data$metric - ave(data$metric, points))^2) / total)
}
