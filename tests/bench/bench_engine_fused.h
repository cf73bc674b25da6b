/**
 * @file bench_engine_fused.h
 * What somebody would write for one optimizer on Rosenbrock alone: everything in one
 * loop.
 */
#ifndef TESTS_BENCH_FUSED_H
#define TESTS_BENCH_FUSED_H

#include <ravine/run.h>

/** Rows wrap around after this many: what is written stays in cache, as with ours. */
enum { FUSED_BLOCK = 512 };

void fused_gd(size_t steps, double x, double y, double lr, struct rv_row *rows);
void fused_momentum(size_t steps, double x, double y, double lr, struct rv_row *rows);
void fused_adam(size_t steps, double x, double y, double lr, struct rv_row *rows);

#endif
