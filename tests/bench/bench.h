/**
 * @file bench.h
 * Ratios of two ways to do the same work, measured in interleaved rounds: what else the
 * machine does falls on both. The medians are compared.
 */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/** What one core does: define it as CLOCK_PROCESS_CPUTIME_ID before. */
#ifndef BENCH_CLOCK
#define BENCH_CLOCK CLOCK_MONOTONIC
#endif

enum { BENCH_ROUNDS = 41 };

typedef void bench_fn(void *context);

static inline double
bench_seconds(void)
{
    struct timespec now;
    clock_gettime(BENCH_CLOCK, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static inline double
bench_time(bench_fn *work, void *context)
{
    double begin = bench_seconds();
    work(context);
    return bench_seconds() - begin;
}

static inline int
bench_compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static inline double
bench_median(double *times, size_t n)
{
    qsort(times, n, sizeof *times, bench_compare);
    return times[n / 2];
}

/** Median seconds of @ours and @theirs, round by round in turn. */
static inline void
bench_pair(bench_fn *ours, bench_fn *theirs, void *context, double *a, double *b)
{
    double first[BENCH_ROUNDS], second[BENCH_ROUNDS];
    for (size_t i = 0; i < BENCH_ROUNDS; i++) {
        second[i] = bench_time(theirs, context);
        first[i] = bench_time(ours, context);
    }
    *a = bench_median(first, BENCH_ROUNDS);
    *b = bench_median(second, BENCH_ROUNDS);
}

/** One line of a report; @return whether the value is good enough. */
static inline int
bench_report(const char *what, double value, const char *unit, const char *goal, int good)
{
    printf("%-44s %10.3g %-14s (%s) %s\n", what, value, unit, goal, good ? "" : "MISSED");
    return good;
}

#endif
