# The published steps of gsm.core in R, for the comparison of bench/indicators.ts: input, transform, analyse, flag, summarise; and Fisher's tests.
# Rscript bench/indicators-peer.R FOLDER, where FOLDER holds subjects.csv, events.csv and tables.csv; prints "name,seconds" and writes scores.csv.
folder <- commandArgs(TRUE)[1]
read <- function(name) read.csv(file.path(folder, name), stringsAsFactors = FALSE)
subjects <- read("subjects.csv")
events <- read("events.csv")
tables <- read("tables.csv")

cuts <- c(-2, -1, 2, 3)
flags <- c(-2, -1, 0, 1, 2)
order_of <- c(2, -2, 1, -1, 0)

in_base <- function() {
  counted <- rowsum(rep(1, nrow(events)), events$subjectId)
  numerator <- counted[match(subjects$subjectId, rownames(counted)), 1]
  numerator[is.na(numerator)] <- 0
  sums <- rowsum(cbind(numerator, denominator = subjects$days), subjects$groupId)
  d <- data.frame(group = rownames(sums), sums, row.names = NULL)
  d <- d[d$denominator > 0, ]
  d$rate <- d$numerator / d$denominator
  mu <- sum(d$numerator) / sum(d$denominator)
  phi <- mean(((d$rate - mu) / sqrt(mu / d$denominator))^2)
  d$score <- (d$rate - mu) / sqrt(phi * mu / d$denominator)
  d$flag <- flags[findInterval(d$score, cuts) + 1]
  d$score[d$denominator < 30] <- NA
  d$flag[d$denominator < 30] <- NA
  d[order(match(d$flag, order_of), -d$rate), ]
}

in_dplyr <- function() {
  suppressPackageStartupMessages(library(dplyr))
  counted <- events %>% group_by(subjectId) %>% summarise(numerator = n())
  exposed <- subjects %>% group_by(subjectId) %>% summarise(denominator = sum(days, na.rm = TRUE))
  subjects %>%
    select(subjectId, groupId) %>%
    left_join(counted, by = "subjectId") %>%
    left_join(exposed, by = "subjectId") %>%
    mutate(numerator = coalesce(numerator, 0L), denominator = coalesce(denominator, 0)) %>%
    group_by(groupId) %>%
    summarise(numerator = sum(numerator), denominator = sum(denominator)) %>%
    mutate(rate = numerator / denominator) %>%
    filter(is.finite(rate)) %>%
    mutate(
      mu = sum(numerator) / sum(denominator),
      phi = mean(((rate - mu) / sqrt(mu / denominator))^2),
      score = (rate - mu) / sqrt(phi * mu / denominator)
    ) %>%
    arrange(score) %>%
    mutate(
      flag = flags[findInterval(score, cuts) + 1],
      flag = ifelse(denominator < 30, NA, flag),
      score = ifelse(denominator < 30, NA, score)
    ) %>%
    arrange(desc(abs(rate))) %>%
    arrange(match(flag, order_of))
}

fisher <- function() {
  mapply(
    function(marked, drawn) {
      rest <- c(sum(tables$marked) - marked, sum(tables$drawn) - drawn)
      fisher.test(matrix(c(rest[2] - rest[1], drawn - marked, rest[1], marked), 2))$p.value
    },
    tables$marked, tables$drawn
  )
}

median_seconds <- function(work, times) median(replicate(times, system.time(work(), gcFirst = FALSE)[["elapsed"]]))

scores <- in_base()
write.csv(data.frame(group = scores$group, score = scores$score, flag = scores$flag), file.path(folder, "scores.csv"), row.names = FALSE)
write.csv(data.frame(p = fisher()), file.path(folder, "fisher.csv"), row.names = FALSE)
cat("base,", median_seconds(in_base, 9), "\n", sep = "")
if (requireNamespace("dplyr", quietly = TRUE)) {
  in_dplyr()
  cat("dplyr,", median_seconds(in_dplyr, 9), "\n", sep = "")
}
cat("fisher,", median_seconds(fisher, 5), "\n", sep = "")
