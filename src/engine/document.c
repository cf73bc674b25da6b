/* The document: its defaults, its racers, its edits. */
#include <stdio.h>
#include <string.h>

#include <ravine/document.h>
#include <ravine/objective.h>

enum { STANDARD_STEPS = 200 };
static const double standard_target = 1e-3;

/* The document's surface with its defaults cannot fail but for memory; then the window
 * stays empty. */
void
rv_document_init(struct rv_document *document, size_t surface)
{
    *document = (struct rv_document){.steps = STANDARD_STEPS, .target = standard_target};
    rv_surface_spec_init(&document->surface, surface);
    struct rv_objective *objective;
    if (rv_objective_create(&objective, &document->surface, NULL) != RV_OK)
        return;
    document->window = rv_objective_window(objective);
    document->start = rv_objective_start(objective);
    rv_objective_unref(objective);
}

/* How many racers up to and including @i go by the id of its rule. */
static int
rank_of_unlabelled(const struct rv_document *document, size_t i)
{
    int rank = 0;
    for (size_t k = 0; k <= i; k++)
        rank += !document->racers[k].label[0] &&
                document->racers[k].rule == document->racers[i].rule;
    return rank;
}

char *
rv_document_label(const struct rv_document *document, size_t i, char buffer[RV_LABEL_MAX])
{
    const struct rv_racer *racer = &document->racers[i];
    const char *id = rv_optimizer_at(racer->rule)->id;
    int rank = rank_of_unlabelled(document, i);
    if (racer->label[0])
        snprintf(buffer, RV_LABEL_MAX, "%s", racer->label);
    else if (rank == 1)
        snprintf(buffer, RV_LABEL_MAX, "%s", id);
    else
        snprintf(buffer, RV_LABEL_MAX, "%s %d", id, rank);
    return buffer;
}

int
rv_document_racer(const struct rv_document *document, const char *label)
{
    char own[RV_LABEL_MAX];
    for (size_t i = 0; i < document->n_racers; i++)
        if (strcmp(rv_document_label(document, i, own), label) == 0)
            return (int)i;
    return -1;
}

struct rv_vec2
rv_document_start(const struct rv_document *document, size_t racer)
{
    const struct rv_racer *r = &document->racers[racer];
    return r->own_start ? r->start : document->start;
}

double
rv_document_value(const struct rv_document *document, size_t racer, rv_key key,
                  int64_t step)
{
    double value = rv_racer_get(&document->racers[racer], key);
    for (size_t i = 0; i < document->n_edits; i++) {
        const struct rv_edit *edit = &document->edits[i];
        if (edit->step > step)
            break;
        if (edit->racer == racer && edit->key == key)
            value = edit->value;
    }
    return value;
}

/* What a change of @key from the start makes void; with another @schedule the numbers of
 * the old one mean nothing. */
static bool
is_void(const struct rv_edit *edit, size_t racer, rv_key key, bool schedule)
{
    return edit->racer == racer &&
           (edit->key == key || (schedule && edit->key >= RV_KEY_SCHEDULE));
}

/* May @key of @racer be @value together with what is set already? */
static enum rv_status
check(const struct rv_document *document, size_t racer, rv_key key, double value,
      struct rv_error *error)
{
    if (racer >= document->n_racers)
        return rv_fail(error, RV_E_RANGE, "there is no racer %zu (%zu racers)", racer + 1,
                       document->n_racers);
    return rv_racer_check(&document->racers[racer], key, value, error);
}

enum rv_status
rv_document_add_edit(struct rv_document *document, struct rv_edit edit,
                     struct rv_error *error)
{
    enum rv_status status = check(document, edit.racer, edit.key, edit.value, error);
    if (status != RV_OK)
        return status;
    const struct rv_param *param =
        rv_racer_param(&document->racers[edit.racer], edit.key);
    if (param->when == RV_FROM_START)
        return rv_fail(error, RV_E_RANGE, "%s always acts from the start: no edit of it",
                       param->key);
    if (edit.step < 0 || edit.step > RV_STEPS_MAX)
        return rv_fail(error, RV_E_RANGE,
                       "an edit's step must be at least 0 and at most %d", RV_STEPS_MAX);
    if (document->n_edits == RV_EDITS_MAX)
        return rv_fail(error, RV_E_RANGE, "no room for another edit (at most %d)",
                       RV_EDITS_MAX);
    size_t at = document->n_edits++;
    for (; at > 0 && document->edits[at - 1].step > edit.step; at--)
        document->edits[at] = document->edits[at - 1];
    document->edits[at] = edit;
    return RV_OK;
}

/* What a new edit at @step makes void: the racer's future, and its edits of @key there.
 */
static bool
is_replaced(const struct rv_edit *edit, size_t racer, rv_key key, int64_t step)
{
    return edit->racer == racer &&
           (edit->step > step || (edit->step == step && edit->key == key));
}

enum rv_status
rv_document_edit(struct rv_document *document, size_t racer, rv_key key, int64_t step,
                 double value, struct rv_error *error)
{
    enum rv_status status = check(document, racer, key, value, error);
    if (status != RV_OK)
        return status;
    if (rv_racer_param(&document->racers[racer], key)->when == RV_FROM_START)
        return rv_document_change(document, racer, key, value, error);
    size_t kept = 0, before = document->n_edits;
    struct rv_edit dropped[RV_EDITS_MAX];
    memcpy(dropped, document->edits, sizeof dropped);
    for (size_t i = 0; i < before; i++)
        if (!is_replaced(&dropped[i], racer, key, step))
            document->edits[kept++] = dropped[i];
    document->n_edits = kept;
    if (rv_document_value(document, racer, key, step) == value)
        return RV_OK; /* turned back to what held before: no edit is left */
    struct rv_edit edit = {step, value, (uint8_t)racer, key};
    status = rv_document_add_edit(document, edit, error);
    if (status != RV_OK) {
        memcpy(document->edits, dropped, sizeof dropped);
        document->n_edits = before;
    }
    return status;
}

enum rv_status
rv_document_change(struct rv_document *document, size_t racer, rv_key key, double value,
                   struct rv_error *error)
{
    enum rv_status status = check(document, racer, key, value, error);
    if (status != RV_OK)
        return status;
    struct rv_racer *who = &document->racers[racer];
    bool schedule =
        key == RV_KEY_COMMON + RV_COMMON_SCHEDULE && rv_racer_get(who, key) != value;
    size_t kept = 0;
    for (size_t i = 0; i < document->n_edits; i++)
        if (!is_void(&document->edits[i], racer, key, schedule))
            document->edits[kept++] = document->edits[i];
    document->n_edits = kept;
    rv_racer_set(who, key, value);
    return RV_OK;
}

enum rv_status
rv_document_add_racer(struct rv_document *document, const struct rv_racer *racer,
                      struct rv_error *error)
{
    if (document->n_racers == RV_RACERS_MAX)
        return rv_fail(error, RV_E_RANGE, "no room for another racer (at most %d)",
                       RV_RACERS_MAX);
    document->racers[document->n_racers++] = *racer;
    return RV_OK;
}

void
rv_document_remove_racer(struct rv_document *document, size_t i)
{
    if (i >= document->n_racers)
        return;
    document->n_racers--;
    memmove(&document->racers[i], &document->racers[i + 1],
            (document->n_racers - i) * sizeof document->racers[0]);
    size_t kept = 0;
    for (size_t k = 0; k < document->n_edits; k++) {
        struct rv_edit edit = document->edits[k];
        if (edit.racer == i)
            continue;
        edit.racer = (uint8_t)(edit.racer - (edit.racer > i));
        document->edits[kept++] = edit;
    }
    document->n_edits = kept;
}
