#include "slot.h"

#include <stdio.h>
#include <string.h>

#include "scene/spec.h"
#include "scene/text.h"

/* Data sets are chosen like any other word: the built-in ones and behind them the user's
 * own file, by the last part of its name. */
enum { DATA_MAX = 32 };
static const char *data_names[DATA_MAX + 2];
static char own_name[RV_VALUE_TEXT_MAX];
static const struct rv_param data_row = {
    .key = "data",
    .symbol = "data",
    .help = "the data set behind the surface",
    .scale = RV_CHOICE,
    .when = RV_FROM_START,
    .choices = data_names,
};

static const struct rv_racer *
racer_of(const struct model *model)
{
    return &model_document(model)->racers[model->racer];
}

static const struct rv_surface *
surface_of(const struct model *model)
{
    return rv_surface_at(model_document(model)->surface.surface);
}

static rv_key
key_of(const struct model *model, size_t i)
{
    rv_key keys[64];
    size_t n = rv_racer_keys(racer_of(model), keys);
    return i < n ? keys[i] : RV_KEY_NONE;
}

/* A formula without data has none to choose. */
static bool
takes_data(const struct model *model)
{
    return surface_of(model)->data && *model_document(model)->surface.data;
}

size_t
slot_count(const struct model *model)
{
    rv_key keys[64];
    if (!model->on_surface)
        return rv_racer_keys(racer_of(model), keys);
    size_t n;
    rv_objective_params(model->objective, &n);
    return n + takes_data(model);
}

static size_t
count_built_in(void)
{
    return rv_data_count() < DATA_MAX ? rv_data_count() : DATA_MAX;
}

/* The surface over the user's own file: now, or as the scene began; NULL: none is. */
static const struct rv_surface_spec *
own_data(const struct model *model)
{
    const struct rv_surface_spec *now = &model_document(model)->surface,
                                 *first = &model->scene->document.surface;
    if (rv_data_is_file(now->data))
        return now;
    return rv_data_is_file(first->data) ? first : NULL;
}

static const struct rv_param *
data_param(const struct model *model)
{
    size_t n = count_built_in();
    for (size_t i = 0; i < n; i++)
        data_names[i] = rv_data_at(i)->name;
    data_names[n] = NULL;
    const struct rv_surface_spec *own = own_data(model);
    if (own) {
        const char *slash = strrchr(own->data, '/');
        snprintf(own_name, sizeof own_name, "%.31s", slash ? slash + 1 : own->data);
        text_tame(own_name);
        data_names[n] = own_name;
    }
    return &data_row;
}

const struct rv_param *
slot_param(const struct model *model, size_t i)
{
    if (!model->on_surface)
        return rv_racer_param(racer_of(model), key_of(model, i));
    size_t n;
    const struct rv_param *params = rv_objective_params(model->objective, &n);
    return i < n ? &params[i] : data_param(model);
}

/* The index of the data set in use; -1: a formula may have none. */
static double
data_index(const char *name)
{
    for (size_t i = 0; i < count_built_in(); i++)
        if (strcmp(rv_data_at(i)->name, name) == 0)
            return (double)i;
    return rv_data_is_file(name) ? (double)count_built_in() : -1;
}

double
slot_value(const struct model *model, size_t i)
{
    const struct rv_document *document = model_document(model);
    if (!model->on_surface)
        return rv_document_value(document, model->racer, key_of(model, i),
                                 model->playhead);
    size_t n;
    rv_objective_params(model->objective, &n);
    if (i < n)
        return document->surface.settings.value[i];
    return data_index(document->surface.data);
}

bool
slot_used(const struct model *model, size_t i)
{
    return model->on_surface || rv_racer_uses(racer_of(model), key_of(model, i));
}

const char *
slot_owner(const struct model *model)
{
    return model->on_surface ? surface_of(model)->title : model->label[model->racer];
}

bool
slot_from_start(const struct model *model, size_t i)
{
    return model->on_surface || model->from_start || model->playhead == 0 ||
           slot_param(model, i)->when == RV_FROM_START;
}

static enum rv_status
give_surface(const struct model *model, struct rv_document *document, size_t i,
             double value, struct rv_error *error)
{
    size_t n;
    const struct rv_param *params = rv_objective_params(model->objective, &n);
    struct rv_surface_spec *spec = &document->surface;
    if (i < n) {
        enum rv_status status = rv_param_check(&params[i], value, error);
        if (status == RV_OK)
            spec->settings.value[i] = value;
        return status;
    }
    struct rv_surface_spec next = *spec;
    const struct rv_surface_spec *own = own_data(model);
    bool built_in = (size_t)value < count_built_in() || !own;
    const char *name = built_in ? rv_data_at((size_t)value)->name : own->data;
    memcpy(next.data, name, strlen(name) + 1);
    next.columns = built_in ? (struct rv_columns){0} : own->columns;
    next.data_digest = built_in ? 0 : own->data_digest;
    /* Other data lie elsewhere: window and start follow them. */
    return spec_replace_surface(document, &next, error);
}

enum rv_status
slot_give(const struct model *model, struct rv_document *document, size_t i, double value,
          struct rv_error *error)
{
    if (model->on_surface)
        return give_surface(model, document, i, value, error);
    rv_key key = key_of(model, i);
    if (slot_from_start(model, i))
        return rv_document_change(document, model->racer, key, value, error);
    return rv_document_edit(document, model->racer, key, model->playhead, value, error);
}
