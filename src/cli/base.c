#include <stdlib.h>
#include <string.h>

#include <ravine/objective.h>
#include <ravine/run.h>

#include "cli/base.h"
#include "scene/settings.h"
#include "scene/spec.h"

struct scene *
base_load(struct options *options, const char *name)
{
    struct scene *scene;
    struct faults faults = {0};
    scene_load(&scene, name, &faults);
    faults_print(&faults, name, stderr);
    options->faults += (unsigned)(faults.n + faults.more);
    faults_finish(&faults);
    return scene;
}

/* The scene's title speaks of the surface that it had. */
static void
retitle(struct options *options, struct scene *scene, const char *title)
{
    char *copy = strdup(title);
    if (!copy) {
        usage_fault(options, "out of memory");
        return;
    }
    free(scene->title);
    scene->title = copy;
}

static void
change_surface(struct options *options, struct scene *scene)
{
    struct rv_surface_spec spec;
    struct rv_error error;
    const char *text = options_value(options, OPTION_SURFACE);
    if (!text)
        return;
    if (spec_surface(&spec, text, &error) != RV_OK ||
        spec_replace_surface(&scene->document, &spec, &error) != RV_OK)
        options_fault(options, OPTION_SURFACE, text, error.column, error.text);
    else
        retitle(options, scene, rv_surface_at(spec.surface)->title);
    scene_forget_story(scene);
}

/* Labels can clash only once all racers are there. */
static void
check_labels(struct options *options, const struct rv_document *document)
{
    char label[RV_LABEL_MAX];
    if (settings_same_label(document, label) >= 0)
        usage_fault(options, "two racers are called '%s' (labels must differ)", label);
}

static void
change_racers(struct options *options, struct scene *scene)
{
    struct rv_document *document = &scene->document;
    const struct given *given;
    size_t i = 0;
    if (options_has(options, OPTION_RACER)) {
        scene_forget_story(scene);
        while (document->n_racers > 0)
            rv_document_remove_racer(document, document->n_racers - 1);
    }
    while ((given = options_next(options, OPTION_RACER, &i))) {
        struct rv_racer racer;
        struct rv_error error = {0};
        if (spec_racer(&racer, given->value, &error) != RV_OK ||
            rv_document_add_racer(document, &racer, &error) != RV_OK)
            options_fault(options, OPTION_RACER, given->value, error.column, error.text);
    }
    check_labels(options, document);
}

static bool
read_numbers(struct options *options, enum option_id id, double *numbers, size_t n)
{
    struct rv_error error;
    const char *text = options_value(options, id);
    if (!text)
        return false;
    if (spec_numbers(numbers, n, text, &error) == RV_OK)
        return true;
    options_fault(options, id, text, error.column, error.text);
    return false;
}

static void
change_place(struct options *options, struct rv_document *document)
{
    double start[2], window[4];
    struct rv_error error;
    if (read_numbers(options, OPTION_START, start, 2)) {
        document->start = (struct rv_vec2){start[0], start[1]};
        for (size_t i = 0; i < document->n_racers; i++)
            document->racers[i].own_start = false;
    }
    if (!read_numbers(options, OPTION_WINDOW, window, 4))
        return;
    if (settings_interval("x", window[0], window[1], &error) != RV_OK ||
        settings_interval("y", window[2], window[3], &error) != RV_OK)
        options_fault(options, OPTION_WINDOW, options_value(options, OPTION_WINDOW), 1,
                      error.text);
    document->window = (struct rv_window){window[0], window[1], window[2], window[3]};
}

static void
change_integers(struct options *options, struct rv_document *document)
{
    struct rv_error error;
    uint64_t least = options->command == COMMAND_SCREEN, steps;
    const char *text = options_value(options, OPTION_STEPS);
    if (text && settings_integer(text, "steps", least, RV_STEPS_MAX, &steps, &error))
        options_fault(options, OPTION_STEPS, text, 1, error.text);
    else if (text)
        document->steps = (int64_t)steps;
    text = options_value(options, OPTION_SEED);
    if (text && settings_integer(text, "seed", 0, UINT64_MAX, &document->seed, &error))
        options_fault(options, OPTION_SEED, text, 1, error.text);
}

static void
change_settings(struct options *options, struct rv_document *document)
{
    const struct given *given;
    size_t i = 0;
    while ((given = options_next(options, OPTION_SET, &i))) {
        struct rv_error error = {0};
        if (spec_set(document, given->value, &error) != RV_OK)
            options_fault(options, OPTION_SET, given->value, error.column, error.text);
    }
}

/* What no single option can tell, such as a batch larger than the data. */
static void
check_runs(struct options *options, const struct rv_document *document)
{
    struct rv_objective *objective;
    struct rv_error error;
    if (rv_objective_create(&objective, &document->surface, &error) != RV_OK) {
        usage_fault(options, "%s", error.text);
        return;
    }
    for (size_t i = 0; i < document->n_racers; i++) {
        struct rv_run *run;
        char label[RV_LABEL_MAX];
        if (rv_run_create(&run, objective, document, i, NULL, &error) != RV_OK)
            usage_fault(options, "%s: %s", rv_document_label(document, i, label),
                        error.text);
        rv_run_destroy(run);
    }
    rv_objective_unref(objective);
}

void
base_change(struct options *options, struct scene *scene)
{
    change_surface(options, scene);
    change_racers(options, scene);
    change_place(options, &scene->document);
    change_integers(options, &scene->document);
    if (options->faults == 0)
        change_settings(options, &scene->document);
    if (options->faults == 0)
        check_runs(options, &scene->document);
}

struct scene *
base_scene(struct options *options)
{
    size_t i = 0;
    const struct given *word = options_next(options, OPTION_WORD, &i), *more;
    while ((more = options_next(options, OPTION_WORD, &i)))
        usage_fault(options, "one scene at a time; '%.60s' is too many", more->value);
    struct scene *scene = base_load(options, word ? word->value : SCENE_DEFAULT);
    if (!scene)
        return NULL;
    base_change(options, scene);
    if (options->faults == 0)
        return scene;
    scene_destroy(scene);
    return NULL;
}
