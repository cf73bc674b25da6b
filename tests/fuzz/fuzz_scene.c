/*
 * Any bytes as a scene: faults with places in the text, or a scene within its limits that
 * comes back the same when it is written out and read again.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scene/save.h"
#include "scene/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void
require(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "%s\n", what);
    abort();
}

static void
check_faults(const struct faults *faults, const char *text, size_t size)
{
    size_t lines = 2; /* a document ends behind its last line */
    for (size_t i = 0; i < size; i++)
        lines += text[i] == '\n' || text[i] == '\r';
    /* Next line and the separators of lines and paragraphs are two and three bytes. */
    lines += size / 2;
    require(faults->n > 0 && faults->n <= 100, "faults");
    for (size_t i = 0; i < faults->n; i++) {
        const struct fault *fault = &faults->items[i];
        require(fault->line >= 0 && (size_t)fault->line <= lines, "line");
        require(fault->column >= 0 && (size_t)fault->column <= size + 2, "column");
        require(*fault->text, "a fault without a word");
        require(text_first_unclean(fault->text, strlen(fault->text)) ==
                    strlen(fault->text),
                "a fault that steers");
    }
}

static void
check_document(const struct rv_document *document)
{
    const struct rv_window *w = &document->window;
    char label[RV_LABEL_MAX];
    require(document->n_racers >= 1 && document->n_racers <= RV_RACERS_MAX, "racers");
    require(document->n_edits <= RV_EDITS_MAX, "edits");
    require(document->steps >= 1 && document->steps <= RV_STEPS_MAX, "steps");
    require(isfinite(w->x1 - w->x0) && isfinite(w->y1 - w->y0), "window");
    require(w->x0 < w->x1 && w->y0 < w->y1, "a window that is turned over");
    for (size_t i = 0; i < document->n_racers; i++) {
        rv_document_label(document, i, label);
        require(rv_document_racer(document, label) == (int)i, "a label of its own");
    }
    for (size_t i = 0; i < document->n_edits; i++) {
        const struct rv_edit *edit = &document->edits[i];
        require(edit->racer < document->n_racers, "an edit of nobody");
        require(i == 0 || edit[-1].step <= edit->step, "edits in order");
    }
}

static void
check_again(const struct scene *scene)
{
    struct faults faults = {0};
    struct scene *again;
    char *text = scene_text(&scene->document, scene, NULL);
    require(text, "text");
    if (scene_parse(&again, "scene.yaml", text, strlen(text), &faults) != RV_OK) {
        fprintf(stderr, "%d:%d: %s\n%s", faults.items[0].line, faults.items[0].column,
                faults.items[0].text, text);
        abort();
    }
    char *twice = scene_text(&again->document, again, NULL);
    if (strcmp(text, twice) != 0) {
        fprintf(stderr, "%s\nbecomes\n%s\n", text, twice);
        abort();
    }
    require(again->n_notes == scene->n_notes, "notes");
    require(rv_surface_spec_equal(&scene->document.surface, &again->document.surface),
            "another surface");
    free(text);
    free(twice);
    scene_destroy(again);
    faults_finish(&faults);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const char *text = (const char *)bytes;
    struct faults faults = {0};
    struct scene *scene;
    enum rv_status status = scene_parse(&scene, "scene.yaml", text, size, &faults);
    require((status == RV_OK) == (scene != NULL), "a scene or an error");
    require((status == RV_OK) == (faults.n == 0), "faults or a scene");
    if (scene) {
        check_document(&scene->document);
        check_again(scene);
    } else {
        check_faults(&faults, text, size);
    }
    scene_destroy(scene);
    faults_finish(&faults);
    return 0;
}
