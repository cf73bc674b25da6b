/**
 * @file close.h
 * What cmocka lacks: doubles that agree to a relative tolerance.
 */
#ifndef TESTS_CLOSE_H
#define TESTS_CLOSE_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/** |a - b| <= tolerance * max(1, |a|, |b|); infinities of one sign agree, NaN with
 * nothing. */
#define assert_close(a, b, tolerance) \
    assert_close_at((a), (b), (tolerance), #a, __FILE__, __LINE__)

static inline void
assert_close_at(double a, double b, double tolerance, const char *what, const char *file,
                int line)
{
    double scale = fmax(1, fmax(fabs(a), fabs(b)));
    if (a == b || fabs(a - b) <= tolerance * scale)
        return;
    print_error("%s: %.17g is not %.17g (off by %.3g, allowed %.3g)\n", what, a, b,
                fabs(a - b), tolerance * scale);
    _fail(file, line);
}

#endif
