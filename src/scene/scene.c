/*
 * Parts are read in the order in which they depend on each other, not in that of the
 * file: the surface gives window and start, steps bound the claims, racers are named by
 * edits, notes and claims. Faults are sorted by their places at the end.
 */
#include <stdlib.h>
#include <string.h>

#include <ravine/run.h>

#include "scene/faults.h"
#include "scene/reader.h"
#include "scene/settings.h"

static void
top_title(struct reader *reader, const struct node *node)
{
    read_text(reader, node, "title", &reader->scene->title);
}

static void
top_window(struct reader *reader, const struct node *node)
{
    static const char *const words[] = {"x", "y"};
    struct rv_window *window = &reader->scene->document.window;
    double *ends[2][2] = {
        {&window->x0, &window->x1},
        {&window->y0, &window->y1}
    };
    struct rv_error error;
    if (!expect_kind(reader, node, "window", NODE_MAP))
        return;
    check_keys(reader, node, "of window", words, 2);
    for (size_t i = 0; i < 2; i++) {
        const char *const names[] = {"window x", "window y"};
        const struct node *axis = node_find(node, words[i]);
        double pair[2];
        if (!axis)
            node_fault(reader, node, "window has no '%s'", words[i]);
        else if (read_pair(reader, axis, names[i], pair)) {
            if (settings_interval(names[i], pair[0], pair[1], &error) != RV_OK)
                node_fault(reader, axis, "%s", error.text);
            *ends[i][0] = pair[0];
            *ends[i][1] = pair[1];
        }
    }
}

static void
top_start(struct reader *reader, const struct node *node)
{
    double pair[2];
    if (read_pair(reader, node, "start", pair))
        reader->scene->document.start = (struct rv_vec2){pair[0], pair[1]};
}

static void
top_steps(struct reader *reader, const struct node *node)
{
    uint64_t steps;
    if (read_integer(reader, node, "steps", 1, RV_STEPS_MAX, &steps))
        reader->scene->document.steps = (int64_t)steps;
}

static void
top_seed(struct reader *reader, const struct node *node)
{
    read_integer(reader, node, "seed", 0, UINT64_MAX, &reader->scene->document.seed);
}

static void
top_target(struct reader *reader, const struct node *node)
{
    read_number(reader, node, "target", &reader->scene->document.target);
}

static const struct {
    const char *key;
    void (*read)(struct reader *, const struct node *);
    bool needed;
} parts[] = {
    {"title",   top_title,    false},
    {"surface", read_surface, true },
    {"window",  top_window,   false},
    {"start",   top_start,    false},
    {"steps",   top_steps,    false},
    {"seed",    top_seed,     false},
    {"target",  top_target,   false},
    {"racers",  read_racers,  true },
    {"edits",   read_edits,   false},
    {"notes",   read_notes,   false},
    {"claims",  read_claims,  false},
};
enum { N_PARTS = sizeof parts / sizeof *parts };

static void
read_parts(struct reader *reader, const struct node *root)
{
    const char *words[N_PARTS];
    for (size_t i = 0; i < N_PARTS; i++)
        words[i] = parts[i].key;
    if (!expect_kind(reader, root, "a scene", NODE_MAP))
        return;
    check_keys(reader, root, "of a scene", words, N_PARTS);
    for (size_t i = 0; i < N_PARTS; i++) {
        const struct node *node = node_find(root, parts[i].key);
        if (node)
            parts[i].read(reader, node);
        else if (parts[i].needed)
            node_fault(reader, root, "the scene has no '%s'", parts[i].key);
    }
}

/* What rows alone cannot tell, such as a batch larger than the data: ask the engine. */
static void
check_runs(struct reader *reader)
{
    const struct rv_document *document = &reader->scene->document;
    struct rv_objective *objective;
    struct rv_error error;
    if (rv_objective_create(&objective, &document->surface, &error) != RV_OK) {
        node_fault(reader, reader->surface, "%s", error.text);
        return;
    }
    for (size_t i = 0; i < document->n_racers; i++) {
        struct rv_run *run;
        if (rv_run_create(&run, objective, document, i, NULL, &error) != RV_OK)
            node_fault(reader, reader->racers[i], "%s", error.text);
        rv_run_destroy(run);
    }
    rv_objective_unref(objective);
}

/* The file's name without folder and ending. */
static char *
title_from_name(const char *name)
{
    const char *slash = strrchr(name, '/'), *base = slash ? slash + 1 : name;
    size_t n = strlen(base);
    if (n > 5 && strcmp(base + n - 5, ".yaml") == 0)
        n -= 5;
    return n ? strndup(base, n) : strdup("scene");
}

static struct scene *
make_scene(const char *name)
{
    struct scene *scene = calloc(1, sizeof *scene);
    if (!scene)
        return NULL;
    rv_document_init(&scene->document, 0);
    scene->name = strdup(name);
    if (scene->name)
        return scene;
    scene_destroy(scene);
    return NULL;
}

enum rv_status
scene_parse(struct scene **out, const char *name, const char *text, size_t n,
            struct faults *faults)
{
    size_t before = faults->n + faults->more;
    *out = NULL;
    struct node *root = node_parse(text, n, faults);
    struct scene *scene = root ? make_scene(name) : NULL;
    struct reader reader = {.scene = scene, .faults = faults};
    if (root && !scene)
        faults_add(faults, 0, 0, "out of memory");
    if (scene) {
        read_parts(&reader, root);
        if (faults->n + faults->more == before)
            check_runs(&reader);
        if (!scene->title && !(scene->title = title_from_name(name)))
            faults_add(faults, 0, 0, "out of memory");
    }
    node_destroy(root);
    faults_sort(faults);
    if (faults->n + faults->more > before) {
        scene_destroy(scene);
        return RV_E_SYNTAX;
    }
    *out = scene;
    return RV_OK;
}

static void
free_notes(struct scene *scene)
{
    for (size_t i = 0; i < scene->n_notes; i++) {
        struct note *note = &scene->notes[i];
        for (size_t k = 0; k < note->n_choices; k++)
            free(note->choices[k]);
        free(note->choices);
        free(note->text);
        free(note->ask);
    }
    free(scene->notes);
}

void
scene_forget_story(struct scene *scene)
{
    free_notes(scene);
    free(scene->claims);
    scene->notes = NULL;
    scene->claims = NULL;
    scene->n_notes = scene->n_claims = 0;
}

void
scene_destroy(struct scene *scene)
{
    if (!scene)
        return;
    scene_forget_story(scene);
    free(scene->name);
    free(scene->title);
    free(scene);
}
