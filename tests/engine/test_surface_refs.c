/* Values, gradients and Hessians against PyTorch's autograd, and the known critical
 * points, of every surface the references have. */
#include "../close.h"

#include <ravine/ravine.h>

#include "refs.h"

enum { SURFACES_MAX = 64 };

struct surface {
    char id[40];
    struct rv_objective *objective;
    double worst[3]; /* value, gradient, Hessian */
    size_t n_points;
};

struct fixture {
    struct surface surfaces[SURFACES_MAX];
    size_t n;
};

static struct surface *
find(struct fixture *fixture, const char *id)
{
    for (size_t i = 0; i < fixture->n; i++)
        if (strcmp(fixture->surfaces[i].id, id) == 0)
            return &fixture->surfaces[i];
    fail_msg("surface %s is not defined", id);
    return NULL;
}

static bool
make_surfaces(struct fixture *fixture, const char *dir)
{
    struct refs refs;
    fixture->n = 0;
    if (!refs_open(&refs, dir, "surfaces_def.csv"))
        return false;
    while (refs_next(&refs)) {
        struct surface *surface = &fixture->surfaces[fixture->n++];
        struct rv_surface_spec spec;
        struct rv_error error;
        *surface = (struct surface){0};
        snprintf(surface->id, sizeof surface->id, "%s", refs.field[0]);
        if (!refs_surface(&spec, refs.field[1], refs.field[2]))
            fail_msg("no surface %s with %s", refs.field[1], refs.field[2]);
        if (rv_objective_create(&surface->objective, &spec, &error) != RV_OK)
            fail_msg("%s: %s", surface->id, error.text);
    }
    return true;
}

static void
destroy_surfaces(struct fixture *fixture)
{
    for (size_t i = 0; i < fixture->n; i++)
        rv_objective_unref(fixture->surfaces[i].objective);
}

/* Differences relative to the largest entry, at least 1. */
static double
difference(const double *ours, const double *theirs, size_t n)
{
    double scale = 1, worst = 0;
    for (size_t i = 0; i < n; i++)
        scale = fmax(scale, fabs(theirs[i]));
    for (size_t i = 0; i < n; i++)
        worst = fmax(worst, isfinite(ours[i]) ? fabs(ours[i] - theirs[i]) : INFINITY);
    return worst / scale;
}

static void
compare_point(struct surface *surface, const struct refs *refs)
{
    double at[2] = {refs_number(refs, 1), refs_number(refs, 2)}, g[2], h[4];
    double ref[6];
    for (size_t i = 0; i < 6; i++)
        ref[i] = refs_number(refs, 3 + i);
    double f = rv_objective_peek(surface->objective, at, g);
    assert_true(rv_objective_hessian(surface->objective, at, h));
    double d[3] = {difference(&f, ref, 1), difference(g, ref + 1, 2),
                   difference((double[]){h[0], h[1], h[3]}, ref + 3, 3)};
    for (int i = 0; i < 3; i++)
        surface->worst[i] = fmax(surface->worst[i], d[i]);
    surface->n_points++;
}

static void
check_points(const char *dir)
{
    struct fixture fixture;
    struct refs refs;
    if (!make_surfaces(&fixture, dir) || !refs_open(&refs, dir, "surfaces.csv")) {
        print_message("no references in this place\n");
        skip();
    }
    while (refs_next(&refs))
        compare_point(find(&fixture, refs.field[0]), &refs);
    double worst[3] = {0, 0, 0};
    for (size_t i = 0; i < fixture.n; i++) {
        struct surface *s = &fixture.surfaces[i];
        if (s->worst[0] > 1e-12 || s->worst[1] > 1e-12 || s->worst[2] > 1e-10)
            fail_msg("%s: value off by %.2g, gradient %.2g, Hessian %.2g", s->id,
                     s->worst[0], s->worst[1], s->worst[2]);
        assert_true(s->n_points > 0);
        for (int k = 0; k < 3; k++)
            worst[k] = fmax(worst[k], s->worst[k]);
    }
    print_message("%zu surfaces agree; worst: value %.2g, gradient %.2g, Hessian %.2g\n",
                  fixture.n, worst[0], worst[1], worst[2]);
    destroy_surfaces(&fixture);
}

static bool
same_kind(const char *kind, const struct rv_critical *point)
{
    if (strstr(kind, "min"))
        return point->kind == (strcmp(kind, "min") == 0 ? RV_MINIMUM_LOCAL : RV_MINIMUM);
    if (strcmp(kind, "max") == 0)
        return point->kind == RV_MAXIMUM;
    return point->kind == RV_SADDLE; /* saddle, degenerate */
}

/* Distance of the listed point nearest to the reference and of its kind. */
static double
nearest(const struct surface *surface, const struct refs *refs, double *value_off)
{
    struct rv_critical points[RV_CRITICAL_MAX];
    size_t n = rv_objective_critical(surface->objective, points, RV_CRITICAL_MAX);
    double best = INFINITY;
    *value_off = INFINITY;
    for (size_t i = 0; i < n; i++) {
        double dx = fabs(points[i].at.x - refs_number(refs, 2));
        double dy = fabs(points[i].at.y - refs_number(refs, 3));
        if (!same_kind(refs->field[1], &points[i]) || fmax(dx, dy) >= best)
            continue;
        best = fmax(dx, dy);
        *value_off = fabs(points[i].value - refs_number(refs, 4));
    }
    return best;
}

static void
check_critical(const char *dir)
{
    struct fixture fixture;
    struct refs refs;
    double worst[2] = {0, 0};
    size_t n = 0;
    if (!make_surfaces(&fixture, dir) || !refs_open(&refs, dir, "minima.csv")) {
        print_message("no references in this place\n");
        skip();
    }
    while (refs_next(&refs)) {
        const struct surface *surface = find(&fixture, refs.field[0]);
        double value_off, off = nearest(surface, &refs, &value_off);
        bool hinge =
            strncmp(surface->id, "svm", 3) == 0 && strcmp(refs.field[1], "kink_min") == 0;
        if (!(off <= (hinge ? 1e-6 : 1e-8)) || !(value_off <= 1e-10))
            fail_msg("%s: %s at (%s, %s) is off by %.2g, its value by %.2g", surface->id,
                     refs.field[1], refs.field[2], refs.field[3], off, value_off);
        worst[0] = fmax(worst[0], off);
        worst[1] = fmax(worst[1], value_off);
        n++;
    }
    print_message("%zu critical points agree; worst: place %.2g, value %.2g\n", n,
                  worst[0], worst[1]);
    destroy_surfaces(&fixture);
}

static void
points_agree(void **state)
{
    (void)state;
    check_points(REFS_DIR);
}

static void
critical_points_agree(void **state)
{
    (void)state;
    check_critical(REFS_DIR);
}

static void
points_of_the_whole_set_agree(void **state)
{
    (void)state;
    check_points(WHOLE_REFS_DIR);
}

static void
critical_points_of_the_whole_set_agree(void **state)
{
    (void)state;
    check_critical(WHOLE_REFS_DIR);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_agree),
        cmocka_unit_test(critical_points_agree),
        cmocka_unit_test(points_of_the_whole_set_agree),
        cmocka_unit_test(critical_points_of_the_whole_set_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
