/* Writing scenes. All text goes out in double quotes, so that no word means more than it
 * says; all numbers as the shortest decimals that read back as the same bits. */
#include "save.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "write.h"

#include "path.h"

static void
put_quoted(FILE *out, const char *text)
{
    putc('"', out);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            putc('\\', out);
        if (*text == '\n')
            fputs("\\n", out);
        else
            putc(*text, out);
    }
    putc('"', out);
}

static const char *
number(double value, char text[RV_VALUE_TEXT_MAX])
{
    return rv_number_format(value, text);
}

static void
put_pair(FILE *out, const char *key, double a, double b)
{
    char x[RV_VALUE_TEXT_MAX], y[RV_VALUE_TEXT_MAX];
    fprintf(out, "%s: [%s, %s]", key, number(a, x), number(b, y));
}

static void
put_setting(FILE *out, const struct rv_param *param, double value)
{
    char text[RV_VALUE_TEXT_MAX];
    fprintf(out, ", %s: %s", param->key, rv_param_format(param, value, text));
}

/* "age", or ["age", "weight"] for what bars join. */
static void
put_columns(FILE *out, const char *key, const char *columns)
{
    char text[RV_COLUMNS_TEXT_MAX];
    if (!*columns)
        return;
    bool list = strchr(columns, '|');
    fprintf(out, ", %s: %s", key, list ? "[" : "");
    for (;; columns++) {
        size_t n = strcspn(columns, "|");
        memcpy(text, columns, n);
        text[n] = '\0';
        put_quoted(out, text);
        columns += n;
        if (!*columns)
            break;
        fputs(", ", out);
    }
    fputs(list ? "]" : "", out);
}

static void
put_data(FILE *out, const struct rv_surface_spec *spec, const char *path)
{
    char name[PATH_MAX];
    bool moved = path && rv_data_is_file(spec->data) &&
                 path_from(name, sizeof name, path, spec->data);
    fputs(", data: ", out);
    put_quoted(out, moved ? name : spec->data);
    put_columns(out, "x", spec->columns.x);
    put_columns(out, "y", spec->columns.y);
    if (spec->columns.standardize)
        fputs(", standardize: 1", out);
}

static void
put_surface(FILE *out, const struct rv_surface_spec *spec, const char *path)
{
    struct rv_surface_params params;
    const struct rv_surface *surface = rv_surface_at(spec->surface);
    rv_surface_spec_params(spec, &params, NULL);
    fprintf(out, "surface: {id: %s", surface->id);
    for (size_t i = 0; i < params.n; i++)
        if (spec->settings.value[i] != params.row[i].standard)
            put_setting(out, &params.row[i], spec->settings.value[i]);
    if (surface->data && *spec->data)
        put_data(out, spec, path);
    if (*spec->formula) {
        fputs(", f: ", out);
        put_quoted(out, spec->formula);
    }
    fputs("}\n", out);
}

static void
put_racer(FILE *out, const struct rv_racer *racer)
{
    struct rv_racer standard;
    rv_key keys[64];
    rv_racer_init(&standard, racer->rule);
    const rv_key schedule = RV_KEY_COMMON + RV_COMMON_SCHEDULE;
    bool scheduled = rv_racer_get(racer, schedule) != rv_racer_get(&standard, schedule);
    size_t n = rv_racer_keys(racer, keys);
    fprintf(out, "  - {optimizer: %s", rv_optimizer_at(racer->rule)->id);
    if (scheduled) /* its numbers have the defaults of its own rows */
        put_setting(out, rv_racer_param(racer, schedule), rv_racer_get(racer, schedule));
    rv_racer_set(&standard, schedule, rv_racer_get(racer, schedule));
    for (size_t i = 0; i < n; i++) {
        double value = rv_racer_get(racer, keys[i]);
        if (value != rv_racer_get(&standard, keys[i]))
            put_setting(out, rv_racer_param(racer, keys[i]), value);
    }
    if (*racer->label) {
        fputs(", label: ", out);
        put_quoted(out, racer->label);
    }
    if (racer->own_start)
        put_pair(out, ", start", racer->start.x, racer->start.y);
    fputs("}\n", out);
}

static void
put_edits(FILE *out, const struct rv_document *document)
{
    char label[RV_LABEL_MAX];
    if (document->n_edits > 0)
        fputs("edits:\n", out);
    for (size_t i = 0; i < document->n_edits; i++) {
        const struct rv_edit *edit = &document->edits[i];
        const struct rv_racer *racer = &document->racers[edit->racer];
        fprintf(out, "  - {at: %" PRId64 ", racer: ", edit->step);
        put_quoted(out, rv_document_label(document, edit->racer, label));
        put_setting(out, rv_racer_param(racer, edit->key), edit->value);
        fputs("}\n", out);
    }
}

/* What a claim promises, behind `{racer: ...` or as an answer. */
static void
put_promise(FILE *out, const struct claim *claim)
{
    char value[RV_VALUE_TEXT_MAX], within[RV_VALUE_TEXT_MAX];
    number(claim->value, value);
    switch (claim->kind) {
    case CLAIM_LOSS_BELOW:
        fprintf(out, "loss_below: %s, by: %" PRId64, value, claim->step);
        break;
    case CLAIM_LOSS_ABOVE:
        fprintf(out, "loss_above: %s, at: %" PRId64, value, claim->step);
        break;
    case CLAIM_LANDS_NEAR:
        put_pair(out, "lands_near", claim->near.x, claim->near.y);
        fprintf(out, ", within: %s, by: %" PRId64, number(claim->within, within),
                claim->step);
        break;
    case CLAIM_DIVERGES_BY:
        fprintf(out, "diverges_by: %" PRId64, claim->step);
        break;
    case CLAIM_NEVER_DIVERGES:
        fputs("never_diverges: true", out);
        break;
    case CLAIM_FIRST_TO:
        fprintf(out, "first_to: %s", value);
        break;
    }
}

static void
put_note(FILE *out, const struct note *note)
{
    fprintf(out, "  - {at: %" PRId64 ", %s: ", note->at, note->ask ? "ask" : "text");
    put_quoted(out, note->ask ? note->ask : note->text);
    for (size_t i = 0; i < note->n_choices; i++) {
        fputs(i ? ", " : ", choices: [", out);
        put_quoted(out, note->choices[i]);
    }
    if (note->n_choices > 0)
        putc(']', out);
    if (note->has_answer) {
        fputs(", answer: {", out);
        put_promise(out, &note->answer);
        putc('}', out);
    }
    fputs("}\n", out);
}

/* Claims name racers: one whose racer has gone is no longer promised. */
static void
put_story(FILE *out, const struct rv_document *document, const struct scene *story)
{
    if (story->n_notes > 0)
        fputs("notes:\n", out);
    for (size_t i = 0; i < story->n_notes; i++)
        put_note(out, &story->notes[i]);
    bool begun = false;
    for (size_t i = 0; i < story->n_claims; i++) {
        const struct claim *claim = &story->claims[i];
        if (rv_document_racer(document, claim->label) < 0)
            continue;
        fputs(begun ? "  - {racer: " : "claims:\n  - {racer: ", out);
        begun = true;
        put_quoted(out, claim->label);
        fputs(", ", out);
        put_promise(out, claim);
        fputs("}\n", out);
    }
}

static void
put_scene(FILE *out, const struct rv_document *document, const struct scene *story,
          const char *path)
{
    char target[RV_VALUE_TEXT_MAX];
    const struct rv_window *w = &document->window;
    bool same = document->surface.surface == story->document.surface.surface;
    fputs("title: ", out);
    put_quoted(out,
               same ? story->title : rv_surface_at(document->surface.surface)->title);
    putc('\n', out);
    put_surface(out, &document->surface, path);
    put_pair(out, "window: {x", w->x0, w->x1);
    put_pair(out, ", y", w->y0, w->y1);
    fputs("}\n", out);
    put_pair(out, "start", document->start.x, document->start.y);
    fprintf(out, "\nsteps: %" PRId64 "\nseed: %" PRIu64 "\ntarget: %s\nracers:\n",
            document->steps, document->seed, number(document->target, target));
    for (size_t i = 0; i < document->n_racers; i++)
        put_racer(out, &document->racers[i]);
    put_edits(out, document);
    if (same)
        put_story(out, document, story);
}

char *
scene_text(const struct rv_document *document, const struct scene *story,
           const char *path)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    put_scene(out, document, story, path);
    bool failed = ferror(out);
    if (fclose(out) != 0 || failed) {
        free(text);
        return NULL;
    }
    return text;
}

enum rv_status
scene_save(const struct rv_document *document, const struct scene *story,
           const char *path, bool replace, struct rv_error *error)
{
    char *text = scene_text(document, story, path);
    if (!text)
        return rv_fail(error, RV_E_MEMORY, "there is no memory for the scene");
    enum rv_status status = file_write(text, strlen(text), path, replace, error);
    free(text);
    return status;
}
