/* What is raced: surface, racers, edits. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ravine/objective.h>

#include "scene/path.h"
#include "scene/reader.h"
#include "scene/settings.h"

/* A setting's text as a plain word or number; words may stand in quotes. */
static const char *
setting_text(struct reader *reader, const struct rv_param *param, const struct node *node)
{
    bool word = param && param->scale == RV_CHOICE;
    if (word && node->kind == NODE_SCALAR && node->quoted)
        return node->text;
    return read_plain(reader, node, node->key->text);
}

/* A column, or a list of them: joined by bars as on the command line. */
static const char *
column_text(struct reader *reader, const struct node *node,
            char text[RV_COLUMNS_TEXT_MAX])
{
    size_t used = 0;
    if (node->kind == NODE_SCALAR)
        return node->text;
    if (!expect_kind(reader, node, node->key->text, NODE_LIST))
        return NULL;
    text[0] = '\0';
    for (const struct node *item = node->child; item; item = item->next) {
        if (!expect_kind(reader, item, "a column", NODE_SCALAR))
            return NULL;
        size_t length = strlen(item->text);
        if (used + length + 2 > RV_COLUMNS_TEXT_MAX) {
            node_fault(reader, item, "%s is too long", node->key->text);
            return NULL;
        }
        used += (size_t)sprintf(text + used, "%s%s", used ? "|" : "", item->text);
    }
    return text;
}

/* What `data`, `x`, `y` and `standardize` say. A file lies beside the scene. */
static const char *
data_text(struct reader *reader, const struct node *node, char text[RV_DATA_NAME_MAX])
{
    const char *name = node->key->text;
    if (strcmp(name, "standardize") == 0)
        return read_plain(reader, node, name);
    if (strcmp(name, "data") != 0)
        return column_text(reader, node, text);
    if (!expect_kind(reader, node, name, NODE_SCALAR))
        return NULL;
    if (!rv_data_is_file(node->text))
        return node->text;
    if (path_beside(text, RV_DATA_NAME_MAX, reader->scene->name, node->text))
        return text;
    node_fault(reader, node, "data: the name is too long (at most %d bytes with folders)",
               RV_DATA_NAME_MAX - 1);
    return NULL;
}

/* What the surface is made of: data and formula. */
static void
read_surface_text(struct reader *reader, struct rv_surface_spec *spec,
                  const struct node *value)
{
    const char *name = value->key->text, *text;
    char buffer[RV_DATA_NAME_MAX];
    struct rv_error error = {0};
    if (strcmp(name, SETTINGS_FORMULA) != 0)
        text = data_text(reader, value, buffer);
    else
        text = expect_kind(reader, value, name, NODE_SCALAR) ? value->text : NULL;
    if (!text || settings_surface(spec, name, text, &error) == RV_OK)
        return;
    if (error.column > 0)
        node_fault(reader, value, "column %d of %s: %s", error.column, name, error.text);
    else
        node_fault(reader, value, "%s", error.text);
}

static void
read_surface_setting(struct reader *reader, struct rv_surface_spec *spec,
                     const struct node *value)
{
    const char *name = value->key->text, *text = "";
    struct rv_surface_params params;
    struct rv_error error;
    rv_surface_spec_params(spec, &params, NULL);
    int i = rv_param_find(params.row, params.n, name);
    if (i >= 0)
        text = setting_text(reader, &params.row[i], value);
    if (text && settings_surface(spec, name, text, &error) != RV_OK)
        node_fault(reader, i >= 0 ? value : value->key, "%s", error.text);
}

/* What a formula names are its settings, and what its data name are not: data come first,
 * then the formula, then the rest. After a fault in these nobody knows the rest. */
static void
read_surface_settings(struct reader *reader, struct rv_surface_spec *spec,
                      const struct node *map, const struct node *id)
{
    size_t faults = reader->faults->n;
    const char *word;
    for (size_t i = 0; (word = settings_surface_text(spec, i)); i++) {
        const struct node *value = map->kind == NODE_MAP ? node_find(map, word) : NULL;
        if (value)
            read_surface_text(reader, spec, value);
    }
    bool formula = rv_surface_at(spec->surface)->traits & RV_TRAIT_FORMULA;
    if (formula && reader->faults->n > faults)
        return;
    for (const struct node *v = map->child; v; v = v->next)
        if (v != id && !settings_surface_is_text(spec, v->key->text))
            read_surface_setting(reader, spec, v);
}

/* The id of a surface given as a word or as a mapping with `id`. */
static const struct node *
surface_id(struct reader *reader, const struct node *node)
{
    if (node->kind == NODE_SCALAR)
        return node;
    if (!expect_kind(reader, node, "surface", NODE_MAP))
        return NULL;
    const struct node *id = node_find(node, "id");
    if (!id)
        node_fault(reader, node, "surface has no id (which one is it?)");
    else if (expect_kind(reader, id, "id", NODE_SCALAR))
        return id;
    return NULL;
}

/* Window and start are the surface's own until the scene says otherwise. */
static bool
adopt_surface(struct reader *reader, const struct node *node)
{
    struct rv_document *document = &reader->scene->document;
    struct rv_objective *objective;
    struct rv_error error;
    if (rv_objective_create(&objective, &document->surface, &error) != RV_OK) {
        const struct node *data =
            rv_data_is_file(document->surface.data) ? node_find(node, "data") : NULL;
        node_fault(reader, data ? data : node, "%s", error.text);
        return false;
    }
    document->window = rv_objective_window(objective);
    document->start = rv_objective_start(objective);
    rv_objective_pin(objective, &document->surface);
    rv_objective_unref(objective);
    return true;
}

void
read_surface(struct reader *reader, const struct node *node)
{
    size_t faults = reader->faults->n, surface;
    struct rv_error error;
    const struct node *id = surface_id(reader, node);
    if (!id)
        return;
    if (settings_find_surface(id->text, &surface, &error) != RV_OK) {
        node_fault(reader, id, "%s", error.text);
        return;
    }
    struct rv_surface_spec *spec = &reader->scene->document.surface;
    rv_surface_spec_init(spec, surface);
    read_surface_settings(reader, spec, node, id);
    if (reader->faults->n == faults && adopt_surface(reader, node))
        reader->surface = node;
}

static const char *const racer_words[] = {"optimizer", "label", "start"};
enum { N_RACER_WORDS = sizeof racer_words / sizeof *racer_words };

static bool
is_racer_word(const char *word)
{
    for (size_t i = 0; i < N_RACER_WORDS; i++)
        if (strcmp(word, racer_words[i]) == 0)
            return true;
    return false;
}

static bool
read_setting(struct reader *reader, const struct rv_racer *racer,
             const struct node *value, const char *const *more, size_t n_more,
             rv_key *key, double *number)
{
    struct rv_error error;
    if (settings_find_key(racer, value->key->text, more, n_more, key, &error) != RV_OK) {
        node_fault(reader, value->key, "%s", error.text);
        return false;
    }
    const char *text = setting_text(reader, rv_racer_param(racer, *key), value);
    if (!text)
        return false;
    if (settings_value(racer, *key, text, number, &error) == RV_OK)
        return true;
    node_fault(reader, value, "%s", error.text);
    return false;
}

static void
read_racer_word(struct reader *reader, struct rv_racer *racer, const struct node *value)
{
    struct rv_error error;
    double start[2];
    if (strcmp(value->key->text, "start") == 0 &&
        read_pair(reader, value, "start", start)) {
        racer->own_start = true;
        racer->start = (struct rv_vec2){start[0], start[1]};
    }
    if (strcmp(value->key->text, "label") != 0 ||
        !expect_kind(reader, value, "label", NODE_SCALAR))
        return;
    if (settings_label(racer, value->text, &error) != RV_OK)
        node_fault(reader, value, "%s", error.text);
}

static bool
read_rule(struct reader *reader, const struct node *node, size_t *rule)
{
    struct rv_error error;
    const struct node *id = node_find(node, "optimizer");
    if (!id)
        node_fault(reader, node, "this racer has no optimizer (which rule is it?)");
    if (!id || !expect_kind(reader, id, "optimizer", NODE_SCALAR))
        return false;
    if (settings_find_optimizer(id->text, rule, &error) == RV_OK)
        return true;
    node_fault(reader, id, "%s", error.text);
    return false;
}

/* A list as the words of its items joined by bars; owned, NULL after a complaint. */
static char *
join_items(struct reader *reader, const struct node *list)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    bool good = true;
    for (const struct node *item = list->child; item; item = item->next) {
        const char *word = read_plain(reader, item, "an item");
        good = good && word;
        if (good)
            fprintf(out, item == list->child ? "%s" : "|%s", word);
    }
    if (fclose(out) == 0 && good)
        return text;
    free(text);
    return NULL;
}

/* What @value says as text, @owned where it was made for it; NULL after a complaint. An
 * unknown setting says nothing yet: the complaint will be about its name. */
static const char *
given_text(struct reader *reader, const struct rv_racer *racer, const char *name,
           const struct node *value, char **owned)
{
    size_t most;
    rv_key first, key = rv_racer_key(racer, name);
    *owned = NULL;
    if (key != RV_KEY_NONE)
        return setting_text(reader, rv_racer_param(racer, key), value);
    if (!rv_racer_list(racer, name, &first, &most))
        return "";
    if (value->kind != NODE_LIST)
        return setting_text(reader, NULL, value);
    return *owned = join_items(reader, value);
}

/* Setting @name of @racer as @value says. */
static void
give_setting(struct reader *reader, struct rv_racer *racer, const char *name,
             const struct node *value)
{
    struct rv_error error;
    struct settings_given given;
    bool bad_key;
    char *owned;
    const char *text = given_text(reader, racer, name, value, &owned);
    if (!text)
        return;
    if (settings_read(racer, name, text, racer_words, N_RACER_WORDS, &given, &bad_key,
                      &error) != RV_OK) {
        node_fault(reader, bad_key ? value->key : value, "%s", error.text);
        given.n = 0;
    }
    for (size_t i = 0; i < given.n; i++)
        rv_racer_set(racer, given.key[i], given.value[i]);
    free(owned);
}

/* A word, or a mapping of its id and its numbers. */
static void
read_schedule(struct reader *reader, struct rv_racer *racer, const struct node *node)
{
    char name[96];
    if (node->kind != NODE_MAP) {
        give_setting(reader, racer, "schedule", node);
        return;
    }
    const struct node *id = node_find(node, "id");
    if (!id) {
        node_fault(reader, node, "schedule has no id (which one is it?)");
        return;
    }
    size_t faults = reader->faults->n;
    give_setting(reader, racer, "schedule", id);
    for (const struct node *v = node->child; v && reader->faults->n == faults;
         v = v->next)
        if (v != id) {
            snprintf(name, sizeof name, "schedule.%.80s", v->key->text);
            give_setting(reader, racer, name, v);
        }
}

/* A racer of an unknown rule keeps its label and its place, so that what speaks of it
 * later is not a fault too. */
static void
read_racer(struct reader *reader, const struct node *node)
{
    struct rv_document *document = &reader->scene->document;
    size_t i = document->n_racers, rule = 0;
    if (!expect_kind(reader, node, "a racer", NODE_MAP))
        return;
    struct rv_racer *racer = &document->racers[i];
    bool known = read_rule(reader, node, &rule);
    rv_racer_init(racer, rule);
    reader->racers[i] = node;
    reader->unsure[i] = !known;
    document->n_racers++;
    const struct node *schedule = known ? node_find(node, "schedule") : NULL;
    if (schedule) /* first: the numbers there are follow from it */
        read_schedule(reader, racer, schedule);
    for (const struct node *value = node->child; value; value = value->next) {
        if (is_racer_word(value->key->text))
            read_racer_word(reader, racer, value);
        else if (known && value != schedule)
            give_setting(reader, racer, value->key->text, value);
    }
}

static void
check_labels(struct reader *reader)
{
    struct rv_document *document = &reader->scene->document;
    char label[RV_LABEL_MAX];
    int same = settings_same_label(document, label);
    if (same < 0 || reader->unsure[same])
        return;
    const struct node *racer = reader->racers[same], *at = node_find(racer, "label");
    node_fault(reader, at ? at : racer, "two racers are called '%s' (labels must differ)",
               label);
}

void
read_racers(struct reader *reader, const struct node *node)
{
    if (!expect_kind(reader, node, "racers", NODE_LIST))
        return;
    if (node->n == 0)
        node_fault(reader, node, "racers is empty (at least one)");
    for (const struct node *item = node->child; item; item = item->next) {
        if (reader->scene->document.n_racers == RV_RACERS_MAX) {
            node_fault(reader, item, "too many racers (at most %d)", RV_RACERS_MAX);
            break;
        }
        read_racer(reader, item);
    }
    check_labels(reader);
}

static const char *const edit_words[] = {"at", "racer"};

static void
add_edit(struct reader *reader, const struct node *value, int racer, int64_t step)
{
    struct rv_document *document = &reader->scene->document;
    struct rv_edit edit = {.step = step, .racer = (uint8_t)racer};
    struct rv_error error;
    const struct rv_racer *who = &document->racers[racer];
    if (!read_setting(reader, who, value, edit_words, 2, &edit.key, &edit.value))
        return;
    if (rv_racer_param(who, edit.key)->when == RV_FROM_START)
        node_fault(reader, value->key, "%s acts from the start (set it in the racer)",
                   value->key->text);
    else if (rv_document_add_edit(document, edit, &error) != RV_OK)
        node_fault(reader, value->key, "%s", error.text);
}

static void
read_edit(struct reader *reader, const struct node *node)
{
    if (!expect_kind(reader, node, "an edit", NODE_MAP))
        return;
    const struct node *at = node_find(node, "at"), *label = node_find(node, "racer");
    int64_t step = 0;
    if (!at)
        node_fault(reader, node, "this edit has no 'at' (from which step on?)");
    else
        read_step(reader, at, "at", &step);
    if (!label)
        node_fault(reader, node, "this edit has no 'racer' (whose setting?)");
    int racer = label ? read_racer_label(reader, label) : -1;
    if (node->n == (size_t)(at != NULL) + (label != NULL))
        node_fault(reader, node, "this edit changes nothing (give it a setting)");
    if (racer < 0 || reader->unsure[racer])
        return;
    for (const struct node *value = node->child; value; value = value->next)
        if (value != at && value != label)
            add_edit(reader, value, racer, step);
}

static size_t
count_edits(const struct node *list)
{
    size_t n = 0;
    for (const struct node *item = list->child; item; item = item->next)
        for (const struct node *v = item->kind == NODE_MAP ? item->child : NULL; v;
             v = v->next)
            n += strcmp(v->key->text, "at") != 0 && strcmp(v->key->text, "racer") != 0;
    return n;
}

void
read_edits(struct reader *reader, const struct node *node)
{
    if (!expect_kind(reader, node, "edits", NODE_LIST))
        return;
    if (count_edits(node) > RV_EDITS_MAX) {
        node_fault(reader, node, "too many edits (at most %d)", RV_EDITS_MAX);
        return;
    }
    for (const struct node *item = node->child; item; item = item->next)
        read_edit(reader, item);
}
