/**
 * @file fields.h
 * Fields of simple surfaces for the tests.
 */
#ifndef TESTS_RENDER_FIELDS_H
#define TESTS_RENDER_FIELDS_H

#include "../close.h"

#include "render/field.h"

enum { COLS = 40, ROWS = 20, W = 2 * COLS, H = 4 * ROWS };

static const struct rect pane = {3, 1, COLS, ROWS};

typedef double surface(double x, double y);

struct asked {
    surface *f;
    size_t points, rows;
};

static inline void
values(void *ctx, const double *x, double y, size_t n, double *value)
{
    struct asked *asked = ctx;
    for (size_t i = 0; i < n; i++)
        value[i] = asked->f(x[i], y);
    asked->points += n;
    asked->rows++;
}

/* The field of @f over [-2, 2] x [-2, 2], done. */
static inline struct field
field_of(surface *f, double best)
{
    struct field field;
    struct asked asked = {.f = f};
    assert_true(field_init(&field, view_fit(-2, 2, -2, 2, pane, 2)));
    assert_true(field_work(&field, values, &asked, best, INT64_MAX));
    assert_true(field_ready(&field));
    return field;
}

static inline double
bowl(double x, double y)
{
    return x * x + y * y;
}

static inline double
plane(double x, double y)
{
    return x + 0.5 * y + 1e-4;
}

static inline double
broken(double x, double y)
{
    return x < -1 ? NAN : x > 1 ? INFINITY : y < -1 ? -INFINITY : bowl(x, y);
}

#endif
