#include "branch.h"

#include <stdlib.h>
#include <string.h>

enum { GHOSTS_OF_CHOSEN = 4 };

static void
drop(struct model *model, size_t i)
{
    free(model->branch[i].document);
    model->n_branches--;
    memmove(&model->branch[i], &model->branch[i + 1],
            (model->n_branches - i) * sizeof *model->branch);
}

void
branch_reset(struct model *model)
{
    while (model->n_branches > 0)
        drop(model, model->n_branches - 1);
    model->n_ghosts = 0;
}

static bool
same_edit(const struct rv_edit *a, const struct rv_edit *b)
{
    return a->step == b->step && a->key == b->key && a->value == b->value;
}

/* The next edit of @racer at or behind place @i. */
static const struct rv_edit *
next_edit(const struct rv_document *document, size_t racer, size_t *i)
{
    for (; *i < document->n_edits; ++*i)
        if (document->edits[*i].racer == racer)
            return &document->edits[(*i)++];
    return NULL;
}

static bool
same_racer(const struct rv_racer *a, const struct rv_racer *b)
{
    rv_key keys[64];
    if (a->rule != b->rule)
        return false;
    size_t n = rv_racer_keys(a, keys);
    for (size_t i = 0; i < n; i++)
        if (rv_racer_get(a, keys[i]) != rv_racer_get(b, keys[i]))
            return false;
    return true;
}

/* The step from which racer @i of the two goes its own way; -1: never. */
static int64_t
parting(const struct rv_document *a, const struct rv_document *b, size_t i)
{
    struct rv_vec2 p = rv_document_start(a, i), q = rv_document_start(b, i);
    if (!same_racer(&a->racers[i], &b->racers[i]) || p.x != q.x || p.y != q.y)
        return 0;
    size_t at = 0, bt = 0;
    for (;;) {
        const struct rv_edit *x = next_edit(a, i, &at), *y = next_edit(b, i, &bt);
        if (!x && !y)
            return -1;
        if (!x || !y)
            return x ? x->step : y->step;
        if (!same_edit(x, y))
            return x->step < y->step ? x->step : y->step;
    }
}

/* The same race on the same surface? Else it cannot be drawn beside it. */
static bool
comparable(const struct rv_document *a, const struct rv_document *b)
{
    if (a->n_racers != b->n_racers || !rv_surface_spec_equal(&a->surface, &b->surface))
        return false;
    for (size_t i = 0; i < a->n_racers; i++)
        if (a->racers[i].rule != b->racers[i].rule)
            return false;
    return true;
}

static bool
same_document(const struct rv_document *a, const struct rv_document *b)
{
    if (!comparable(a, b))
        return false;
    for (size_t i = 0; i < a->n_racers; i++)
        if (parting(a, b, i) >= 0)
            return false;
    return true;
}

bool
branch_is_told(const struct model *model)
{
    const struct rv_document *now = model_document(model),
                             *told = &model->scene->document;
    if (!comparable(told, now))
        return false;
    for (size_t i = 0; i < now->n_racers; i++) {
        int64_t step = parting(told, now, i);
        if (step >= 0 && model->playhead > step)
            return false;
    }
    return true;
}

void
branch_keep(struct model *model, const struct rv_document *document, int64_t furthest,
            bool same)
{
    if (same && model->n_branches > 0)
        return;
    for (size_t i = 0; i < model->n_branches; i++)
        if (same_document(model->branch[i].document, document)) {
            drop(model, i);
            break;
        }
    struct rv_document *copy = malloc(sizeof *copy);
    if (!copy)
        return;
    *copy = *document;
    if (model->n_branches == BRANCHES_MAX)
        drop(model, BRANCHES_MAX - 1);
    memmove(&model->branch[1], &model->branch[0],
            model->n_branches * sizeof *model->branch);
    model->branch[0] = (struct branch){copy, furthest};
    model->n_branches++;
}

void
branch_next(struct model *model)
{
    if (model->n_branches == 0) {
        model_say(model, "no branches: a change in the past makes one");
        return;
    }
    struct branch last = model->branch[model->n_branches - 1];
    struct rv_document next = *last.document;
    struct rv_document now = *model_document(model);
    int64_t furthest = model->furthest;
    drop(model, model->n_branches - 1);
    if (!model_change(model, &next, false, "another branch"))
        return;
    branch_keep(model, &now, furthest, false);
    branch_refresh(model);
    model->furthest = last.furthest > model->playhead ? last.furthest : model->playhead;
    model_say(model, "another branch; b goes on to the next");
}

static void
add_ghost(struct model *model, const struct branch *branch, size_t racer)
{
    struct rv_timeline *timeline;
    int64_t from = parting(model_document(model), branch->document, racer);
    if (from < 0 || branch->furthest <= from || model->n_ghosts == GHOSTS_MAX)
        return;
    if (rv_cache_timeline(model->cache, branch->document, racer, &timeline, NULL) !=
            RV_OK ||
        timeline == model->timeline[racer])
        return;
    model->ghost[model->n_ghosts++] = (struct ghost){
        .racer = racer,
        .timeline = timeline,
        .document = branch->document,
        .from = from,
        .upto = branch->furthest,
    };
}

void
branch_refresh(struct model *model)
{
    model->n_ghosts = 0;
    for (size_t b = 0; b < model->n_branches; b++) {
        const struct branch *branch = &model->branch[b];
        if (!comparable(model_document(model), branch->document))
            continue;
        for (size_t i = 0; i < branch->document->n_racers; i++)
            add_ghost(model, branch, i);
    }
    model->ghosts_version = ++model->versions;
}

const struct ghost *
branch_ghost_of(const struct model *model, size_t i)
{
    for (size_t g = 0; g < model->n_ghosts; g++)
        if (model->ghost[g].racer == i)
            return &model->ghost[g];
    return NULL;
}

bool
branch_change(const struct model *model, size_t i, struct branch_change *change)
{
    const struct rv_document *now = model_document(model);
    const struct ghost *ghost = branch_ghost_of(model, i);
    if (!ghost || model->playhead < ghost->from)
        return false;
    rv_key keys[64];
    size_t n = rv_racer_keys(&now->racers[i], keys);
    for (size_t k = 0; k < n; k++) {
        *change = (struct branch_change){
            .key = keys[k],
            .before = rv_document_value(ghost->document, i, keys[k], ghost->from),
            .after = rv_document_value(now, i, keys[k], ghost->from),
            .step = ghost->from,
        };
        if (change->before != change->after)
            return true;
    }
    return false;
}

size_t
branch_ghosts(const struct model *model, const struct ghost *shown[GHOSTS_MAX])
{
    size_t n = 0, of_chosen = 0;
    for (size_t g = 0; g < model->n_ghosts; g++) {
        const struct ghost *ghost = &model->ghost[g];
        bool chosen = ghost->racer == model->racer;
        if (chosen ? of_chosen++ < GHOSTS_OF_CHOSEN
                   : branch_ghost_of(model, ghost->racer) == ghost)
            shown[n++] = ghost;
    }
    return n;
}
