/* Elementary functions: the same bits one by one and in vectors, near libm's values. */
#include "bits.h"

#include <string.h>

#include "engine/exact.h"
#include "naive.h"

enum { N = 4099, ROUNDS = 40 };

/* Numbers of every size, and those where functions are special. */
static void
fill(double *x, size_t n, uint64_t *state)
{
    static const double special[] = {
        0,      -0.0,  1,        -1,        0.5, 1e-300, -1e-300, 5e-324, 1e300,
        -1e300, 709.7, -745.2,   INFINITY,  NAN, 2,      -2,      1e-9,   0x1p53,
        1e22,   88,    0x1p1023, -INFINITY, 3,   -3,     0.75,    1e5,
    };
    enum { N_SPECIAL = sizeof special / sizeof special[0] };
    for (size_t i = 0; i < n; i++) {
        uint64_t kind = tree_random(state) % 8, bits = tree_random(state);
        if (kind == 0)
            x[i] = special[bits % N_SPECIAL];
        else if (kind == 1)
            memcpy(&x[i], &bits, sizeof bits); /* any double there is */
        else
            x[i] = tree_uniform(state, -1, 1) * (kind < 4 ? 1 : kind < 6 ? 10 : 700);
    }
}

/* NaN has no bits of its own: any is as good as another. */
static void
compare(const char *name, const double *many, const double *single, const double *a,
        const double *b)
{
    for (size_t i = 0; i < N; i++)
        if (memcmp(&many[i], &single[i], sizeof *many) != 0 &&
            !(isnan(many[i]) && isnan(single[i])))
            fail_msg("%s(%a, %a): %a in a vector, %a alone", name, a[i], b[i], many[i],
                     single[i]);
}

#define CHECK_UNARY(name, ulp)          \
    exact_##name##_n(N, a, many);       \
    for (size_t i = 0; i < N; i++)      \
        single[i] = exact_##name(a[i]); \
    compare(#name, many, single, a, b);
#define CHECK_BINARY(name, ulp)                                                  \
    for (size_t i = 0; i < N; i += width)                                        \
        exact_##name##_n(N - i < width ? N - i : width, a + i, b + i, many + i); \
    for (size_t i = 0; i < N; i++)                                               \
        single[i] = exact_##name(a[i], b[i]);                                    \
    compare(#name, many, single, a, b);

static void
vectors_have_the_bits_of_single_calls(void **state)
{
    static double a[N], b[N], many[N], single[N];
    uint64_t numbers = 7;
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        size_t width = round % 2 ? N : 2; /* the widest vectors, and the narrowest */
        fill(a, N, &numbers);
        fill(b, N, &numbers);
        EXACT_UNARY(CHECK_UNARY)
        EXACT_BINARY(CHECK_BINARY)
    }
}

#define CLOSE_UNARY(name, ulp)                                                      \
    for (size_t i = 0; i < N; i++) {                                                \
        double theirs = name(a[i]);                                                 \
        if (isnan(theirs))                                                          \
            assert_true(isnan(exact_##name(a[i])));                                 \
        else if (!(fabs(exact_##name(a[i]) - theirs) <= 1e-15 * fabs(theirs)))      \
            fail_msg(#name "(%a) is %a, not %a", a[i], theirs, exact_##name(a[i])); \
    }

static void
values_are_near_those_of_libm(void **state)
{
    static double a[N];
    uint64_t numbers = 11;
    (void)state;
    for (size_t i = 0; i < N; i++)
        a[i] = tree_uniform(&numbers, -3, 3);
    EXACT_UNARY(CLOSE_UNARY)
}

/* One, two, three ...: whatever is left over behind whole vectors. */
static void
any_count_is_done(void **state)
{
    double x[9], y[9];
    (void)state;
    for (size_t n = 0; n < 9; n++) {
        for (size_t i = 0; i < 9; i++) {
            x[i] = 0.1 * (double)i;
            y[i] = -7;
        }
        exact_exp_n(n, x, y);
        for (size_t i = 0; i < 9; i++)
            assert_same_bits(y[i], i < n ? exact_exp(x[i]) : -7);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vectors_have_the_bits_of_single_calls),
        cmocka_unit_test(values_are_near_those_of_libm),
        cmocka_unit_test(any_count_is_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
