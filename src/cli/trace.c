/* `ravine trace`: every row of every racer's trajectory. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ravine/run.h>

#include "cli/base.h"
#include "cli/output.h"

enum { BLOCK = 1024, COLUMNS = 6 };

static const char *const columns[COLUMNS] = {"x", "y", "loss", "gx", "gy", "lr"};

struct tracer {
    bool json;
    char label[RV_LABEL_MAX];
    int64_t diverged; /* step; -1: not yet */
};

static void
print_csv(const char *label, int64_t step, const double *values)
{
    char text[OUTPUT_NUMBER_MAX];
    output_csv(label);
    printf(",%lld", (long long)step);
    for (size_t i = 0; i < COLUMNS; i++) {
        putchar(',');
        fputs(output_number(values[i], text), stdout);
    }
    putchar('\n');
}

static void
print_json(const char *label, int64_t step, const double *values)
{
    char text[OUTPUT_NUMBER_MAX];
    fputs("{\"racer\":", stdout);
    output_json(label);
    printf(",\"step\":%lld", (long long)step);
    for (size_t i = 0; i < COLUMNS; i++) {
        const char *quote = isfinite(values[i]) ? "" : "\"";
        printf(",\"%s\":%s%s%s", columns[i], quote, output_number(values[i], text),
               quote);
    }
    fputs("}\n", stdout);
}

static void
print_row(struct tracer *tracer, int64_t step, const struct rv_row *row)
{
    const double values[] = {row->x, row->y, row->loss, row->gx, row->gy, row->lr};
    (tracer->json ? print_json : print_csv)(tracer->label, step, values);
    for (size_t i = 0; i < COLUMNS - 1; i++)
        if (!isfinite(values[i]))
            tracer->diverged = step;
}

/* Rows 0..@steps. A run that has converged stays where it is and its rows go on; one that
 * has diverged ends with that row. */
static void
trace_run(struct tracer *tracer, struct rv_run *run, int64_t steps)
{
    struct rv_row rows[BLOCK], last;
    int64_t step = 0;
    while (step < steps && !output_broken()) {
        size_t k = steps - step < BLOCK ? (size_t)(steps - step) : BLOCK;
        size_t taken = rv_run_advance(run, k, rows);
        for (size_t i = 0; i < taken; i++)
            print_row(tracer, step++, &rows[i]);
        if (taken < k)
            break;
    }
    rv_run_row(run, &last);
    for (; step <= steps && tracer->diverged < 0 && !output_broken(); step++)
        print_row(tracer, step, &last);
}

static enum rv_status
trace_racer(struct tracer *tracer, struct rv_objective *objective,
            const struct rv_document *document, size_t i, struct rv_error *error)
{
    struct rv_run *run;
    enum rv_status status = rv_run_create(&run, objective, document, i, NULL, error);
    if (status != RV_OK)
        return status;
    rv_document_label(document, i, tracer->label);
    tracer->diverged = -1;
    trace_run(tracer, run, document->steps);
    if (tracer->diverged >= 0)
        fprintf(stderr, "%s: diverged at step %lld\n", tracer->label,
                (long long)tracer->diverged);
    rv_run_destroy(run);
    return RV_OK;
}

static enum rv_status
trace_all(struct tracer *tracer, const struct rv_document *document,
          struct rv_error *error)
{
    struct rv_objective *objective;
    enum rv_status status = rv_objective_create(&objective, &document->surface, error);
    if (status != RV_OK)
        return status;
    if (!tracer->json) {
        fputs("racer,step", stdout);
        for (size_t i = 0; i < COLUMNS; i++)
            printf(",%s", columns[i]);
        putchar('\n');
    }
    for (size_t i = 0; status == RV_OK && i < document->n_racers; i++)
        status = trace_racer(tracer, objective, document, i, error);
    rv_objective_unref(objective);
    return status;
}

int
run_trace(struct options *options)
{
    const char *format = options_value(options, OPTION_FORMAT);
    struct tracer tracer = {.json = format && strcmp(format, "jsonl") == 0};
    struct rv_error error;
    struct scene *scene = base_scene(options);
    if (!scene)
        return EXIT_USAGE;
    enum rv_status status = trace_all(&tracer, &scene->document, &error);
    scene_destroy(scene);
    if (status == RV_OK)
        return EXIT_FINE;
    usage_fault(options, "%s", error.text);
    return status == RV_E_MEMORY ? EXIT_ENVIRONMENT : EXIT_USAGE;
}
