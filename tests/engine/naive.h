/**
 * @file naive.h
 * A second way to read and work out a formula, for tests: a tree, walked by recursion,
 * with the C library's functions in long double. It shares nothing with the engine.
 */
#ifndef TESTS_ENGINE_NAIVE_H
#define TESTS_ENGINE_NAIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A random expression tree. */
struct tree {
    const char *op; /**< "+", "sin", "x", "if" ..., NULL: a number */
    double number;
    int n;
    struct tree *part[3]; /**< owned */
};

enum tree_kind {
    TREE_SMOOTH,   /**< derivatives of any order wherever it has a value */
    TREE_ANYTHING, /**< with kinks and jumps */
};

/** A random tree, at most @depth deep; the sequence of numbers is @state's. */
struct tree *tree_grow(uint64_t *state, int depth, enum tree_kind kind);
void tree_destroy(struct tree *tree);
/** Write it as a user could: brackets where needed and sometimes where not, blanks, and
 * products without a sign. @return false where it does not fit into @size. */
bool tree_write(const struct tree *tree, uint64_t *state, char *text, size_t size);
/** Where a tree is worked out. */
struct tree_place {
    long double x, y, a;
    uint64_t *noise;  /**< NULL: none; else every result is off by up to one rounding of a
                           double, so that repetitions show how ill-conditioned it is */
    long double size; /**< the largest number met on the way */
};
long double tree_value(const struct tree *tree, struct tree_place *place);
/** Does @op stand in @tree? */
bool tree_has(const struct tree *tree, const char *op);
/** The operations there are: @return NULL behind the last. */
const char *tree_op(size_t i);
/** 0 ... 2^64 - 1, by SplitMix64. */
uint64_t tree_random(uint64_t *state);
/** @lo ... @hi, uniform. */
double tree_uniform(uint64_t *state, double lo, double hi);

#endif
