/**
 * @file line_search.h
 * How far to go along a direction. Every point tried is paid for.
 */
#ifndef ENGINE_LINE_SEARCH_H
#define ENGINE_LINE_SEARCH_H

#include "solve.h"

/** What a search notes of its tries; the ids of a rule's own notes begin at LINE_TAPS. */
enum line_tap {
    LINE_F,         /**< the value where the line begins */
    LINE_TRY_ALPHA, /**< Armijo: a try, the value there, and how far it is from enough */
    LINE_TRY_F,
    LINE_TRY,
    LINE_LOOK_ALPHA, /**< strong Wolfe: a try, the value and the slope there */
    LINE_LOOK_F,
    LINE_LOOK_SLOPE,
    LINE_BEND, /**< closed form: the curvature along the line, and the answer */
    LINE_ALPHA,
    LINE_TAPS,
};
#define LINE_ROWS                                                                     \
    [LINE_F] = NAMED("f"), [LINE_TRY_ALPHA] = NAMED("α"), [LINE_TRY_F] = NAMED("f₊"), \
    [LINE_TRY] = SHOWN("e", "{f₊} − ({f} + {c1}{α}{g·d})", NUMBER),                   \
    [LINE_LOOK_ALPHA] = SHOWN("α", "a try", RATE),                                    \
    [LINE_LOOK_F] = SHOWN("f₊", "f(θ + αd) there", NUMBER),                           \
    [LINE_LOOK_SLOPE] = SHOWN("s", "the slope along d there", NUMBER),                \
    [LINE_BEND] = SHOWN("q", "the curvature along d", CURVATURE),                     \
    [LINE_ALPHA] = SHOWN("α", "−{g·d} / {q}", RATE)

/** The line theta + a d. A search leaves its answer in the solver's next and head. */
struct line {
    struct solver *solver;
    const double *d;
    double slope; /**< d.g where it begins */
    double *at;   /**< n doubles of scratch, */
    double *g;    /**< and again: the gradient where the line was last looked at */
};

/** Backtracking until f falls by @c1 of what the slope promises (Armijo 1966); after
 * more than @max_bt refusals it stays. */
void line_armijo(struct line *line, double alpha0, double c1, double tau, double max_bt);
/** The minimum along the line: in closed form on the surface `quadratic`; elsewhere the
 * first point in (0, @amax] where the slope turns from falling to rising, looked for at
 * k @amax/@grid and refined; @amax where there is none. */
void line_exact(struct line *line, double amax, double grid);
/** A point that meets the strong Wolfe conditions, beginning with step @t. */
void line_strong_wolfe(struct line *line, double t);

/** Write theta + a d as the step's end. */
void line_end(struct line *line, double a);
/** Note how long the step is, and the step itself, under these two ids. */
void line_note(const struct line *line, int alpha, int step);

#endif
