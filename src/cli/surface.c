/* `ravine surface`: value, gradient and Hessian at points. */
#include <math.h>
#include <stdio.h>

#include <ravine/objective.h>

#include "cli/options.h"
#include "cli/output.h"
#include "scene/spec.h"

static bool
make_surface(struct options *options, const char *text, struct rv_objective **out)
{
    struct rv_surface_spec spec;
    struct rv_error error = {0};
    if (spec_surface(&spec, text, &error) == RV_OK &&
        rv_objective_create(out, &spec, &error) == RV_OK)
        return true;
    options_fault(options, OPTION_WORD, text, error.column, error.text);
    return false;
}

static void
print_point(const struct rv_objective *objective, const double xy[2])
{
    double g[2] = {NAN, NAN}, h[4] = {NAN, NAN, NAN, NAN};
    char text[OUTPUT_NUMBER_MAX];
    double f = rv_objective_peek(objective, xy, g);
    rv_objective_hessian(objective, xy, h);
    const double values[] = {xy[0], xy[1], f, g[0], g[1], h[0], h[1], h[3]};
    for (size_t i = 0; i < 8; i++)
        printf("%s%s", i ? "," : "", output_number(values[i], text));
    putchar('\n');
}

/* Points stand behind --at, or as words after the first. All are checked before one is
 * printed. */
static size_t
each_point(struct options *options, const struct rv_objective *objective, bool print)
{
    size_t n = 0;
    bool first = true;
    for (size_t i = 0; i < options->n; i++) {
        const struct given *given = &options->given[i];
        struct rv_error error;
        double xy[2];
        bool word = given->id == OPTION_WORD;
        if ((!word && given->id != OPTION_AT) || (word && first)) {
            first = first && !word;
            continue;
        }
        n++;
        if (spec_numbers(xy, 2, given->value, &error) != RV_OK)
            options_fault(options, given->id, given->value, error.column, error.text);
        else if (print)
            print_point(objective, xy);
    }
    return n;
}

int
run_surface(struct options *options)
{
    struct rv_objective *objective;
    const char *spec = NULL;
    size_t i = 0;
    const struct given *word = options_next(options, OPTION_WORD, &i);
    if (word)
        spec = word->value;
    else
        usage_fault(options, "surface needs a SPEC (see ravine list surfaces)");
    if (each_point(options, NULL, false) == 0)
        usage_fault(options, "surface needs a point (--at X,Y)");
    if (!spec || !make_surface(options, spec, &objective))
        return EXIT_USAGE;
    if (options->faults == 0) {
        puts("x,y,value,gx,gy,hxx,hxy,hyy");
        each_point(options, objective, true);
    }
    rv_objective_unref(objective);
    return options->faults ? EXIT_USAGE : EXIT_FINE;
}
