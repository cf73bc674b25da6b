/*
 * Timelines and objectives, found again by what they are made of. The key is the content
 * that a trajectory depends on, written out as bytes and compared as such: labels,
 * windows and lengths are not part of it, nor is the seed of a racer that draws nothing.
 * Two documents that say the same in different words (an edit at step 0, one that changes
 * nothing) have the same key.
 */
#include <stdlib.h>
#include <string.h>

#include "timeline.h"

enum { KEY_MAX = 16384, CALLS_KEPT = 64 };

struct key {
    size_t size;
    unsigned char bytes[KEY_MAX];
};

struct entry {
    uint64_t hash, call;
    size_t key_size;
    unsigned char *key; /* owned */
    struct rv_objective *objective;
    struct rv_timeline *timeline;
};

/* Entries without order: there are tens of them. */
struct shelf {
    struct entry *entries;
    size_t n, room;
};

struct rv_cache {
    size_t bytes;
    uint64_t calls;
    struct shelf objectives, timelines;
};

/* Keys ----------------------------------------------------------------------------- */

static void
put(struct key *key, const void *bytes, size_t n)
{
    memcpy(key->bytes + key->size, bytes, n);
    key->size += n;
}

static void
put_number(struct key *key, double value)
{
    put(key, &value, sizeof value);
}

static void
put_text(struct key *key, const char *text, size_t size)
{
    put(key, text, strnlen(text, size - 1) + 1);
}

static void
put_surface(struct key *key, const struct rv_surface_spec *spec)
{
    put(key, &spec->surface, sizeof spec->surface);
    put(key, &spec->settings, sizeof spec->settings);
    put_text(key, spec->data, sizeof spec->data);
    put_text(key, spec->columns.x, sizeof spec->columns.x);
    put_text(key, spec->columns.y, sizeof spec->columns.y);
    put(key, &spec->columns.standardize, sizeof spec->columns.standardize);
    put(key, &spec->data_digest, sizeof spec->data_digest);
    put_text(key, spec->formula, sizeof spec->formula);
}

static bool
draws(const struct rv_racer *racer)
{
    return racer->common[RV_COMMON_BATCH] > 0 || racer->common[RV_COMMON_NOISE] > 0;
}

/* The settings at step 0, then what changes; @return whether anything is drawn. */
static bool
put_settings(struct key *key, const struct rv_document *document, size_t racer)
{
    struct rv_racer now = document->racers[racer];
    size_t i = 0;
    for (; i < document->n_edits && document->edits[i].step <= 0; i++)
        if (document->edits[i].racer == racer)
            rv_racer_set(&now, document->edits[i].key, document->edits[i].value);
    put(key, &now.rule, sizeof now.rule);
    put(key, &now.settings, sizeof now.settings);
    put(key, now.common, sizeof now.common);
    put(key, &now.schedule, sizeof now.schedule);
    bool drawn = draws(&now);
    for (; i < document->n_edits; i++) {
        const struct rv_edit *edit = &document->edits[i];
        if (edit->racer != racer || rv_racer_get(&now, edit->key) == edit->value)
            continue;
        rv_racer_set(&now, edit->key, edit->value);
        put(key, &edit->step, sizeof edit->step);
        put(key, &edit->key, sizeof edit->key);
        put_number(key, edit->value);
        drawn = drawn || draws(&now);
    }
    return drawn;
}

static void
put_racer(struct key *key, const struct rv_document *document, size_t racer)
{
    struct rv_vec2 start = rv_document_start(document, racer);
    put_number(key, start.x);
    put_number(key, start.y);
    bool drawn = put_settings(key, document, racer);
    uint64_t seed = drawn ? document->seed : 0;
    put(key, &seed, sizeof seed);
}

/* FNV-1a; only to be quick, equality is decided by the bytes. */
static uint64_t
hash_of(const struct key *key)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < key->size; i++)
        hash = (hash ^ key->bytes[i]) * UINT64_C(0x100000001b3);
    return hash;
}

/* Shelves -------------------------------------------------------------------------- */

static struct entry *
find(struct shelf *shelf, const struct key *key)
{
    uint64_t hash = hash_of(key);
    for (size_t i = 0; i < shelf->n; i++) {
        struct entry *entry = &shelf->entries[i];
        if (entry->hash == hash && entry->key_size == key->size &&
            memcmp(entry->key, key->bytes, key->size) == 0)
            return entry;
    }
    return NULL;
}

/* A new entry that owns a copy of @key; NULL without memory. */
static struct entry *
add(struct shelf *shelf, const struct key *key)
{
    if (shelf->n == shelf->room) {
        size_t room = shelf->room ? 2 * shelf->room : 16;
        struct entry *more = realloc(shelf->entries, room * sizeof *more);
        if (!more)
            return NULL;
        shelf->entries = more;
        shelf->room = room;
    }
    unsigned char *bytes = malloc(key->size);
    if (!bytes)
        return NULL;
    memcpy(bytes, key->bytes, key->size);
    struct entry *entry = &shelf->entries[shelf->n++];
    *entry = (struct entry){.hash = hash_of(key), .key_size = key->size, .key = bytes};
    return entry;
}

static void
drop(struct shelf *shelf, size_t i)
{
    struct entry *entry = &shelf->entries[i];
    timeline_destroy(entry->timeline);
    rv_objective_unref(entry->objective);
    free(entry->key);
    *entry = shelf->entries[--shelf->n];
}

static void
clear(struct shelf *shelf)
{
    while (shelf->n > 0)
        drop(shelf, shelf->n - 1);
    free(shelf->entries);
    *shelf = (struct shelf){0};
}

/* The least lately used entry that may go, or shelf->n. */
static size_t
find_stale(const struct rv_cache *cache)
{
    const struct shelf *shelf = &cache->timelines;
    size_t stale = shelf->n;
    for (size_t i = 0; i < shelf->n; i++) {
        if (cache->calls - shelf->entries[i].call < CALLS_KEPT)
            continue;
        if (stale == shelf->n || shelf->entries[i].call < shelf->entries[stale].call)
            stale = i;
    }
    return stale;
}

static size_t
total_size(const struct shelf *shelf)
{
    size_t size = 0;
    for (size_t i = 0; i < shelf->n; i++)
        size += rv_timeline_size(shelf->entries[i].timeline) + shelf->entries[i].key_size;
    return size;
}

static void
trim(struct rv_cache *cache)
{
    while (total_size(&cache->timelines) > cache->bytes) {
        size_t stale = find_stale(cache);
        if (stale == cache->timelines.n)
            return;
        drop(&cache->timelines, stale);
    }
}

/* The cache ------------------------------------------------------------------------ */

enum rv_status
rv_cache_create(struct rv_cache **out, size_t bytes)
{
    *out = calloc(1, sizeof **out);
    if (!*out)
        return RV_E_MEMORY;
    (*out)->bytes = bytes;
    return RV_OK;
}

void
rv_cache_drop_all(struct rv_cache *cache)
{
    clear(&cache->timelines);
    clear(&cache->objectives);
}

void
rv_cache_destroy(struct rv_cache *cache)
{
    if (!cache)
        return;
    rv_cache_drop_all(cache);
    free(cache);
}

enum rv_status
rv_cache_objective(struct rv_cache *cache, const struct rv_surface_spec *spec,
                   struct rv_objective **out, struct rv_error *error)
{
    *out = NULL;
    struct key key = {.size = 0};
    put_surface(&key, spec);
    struct entry *entry = find(&cache->objectives, &key);
    if (!entry) {
        struct rv_objective *made;
        enum rv_status status = rv_objective_create(&made, spec, error);
        if (status != RV_OK)
            return status;
        entry = add(&cache->objectives, &key);
        if (!entry) {
            rv_objective_unref(made);
            return rv_fail(error, RV_E_MEMORY, "out of memory");
        }
        entry->objective = made;
    }
    *out = entry->objective;
    return RV_OK;
}

/* Make what @key stands for and put it on the shelf. */
static enum rv_status
make_timeline(struct rv_cache *cache, const struct key *key,
              const struct rv_document *document, size_t racer, struct entry **out,
              struct rv_error *error)
{
    struct rv_objective *objective;
    enum rv_status status =
        rv_cache_objective(cache, &document->surface, &objective, error);
    if (status != RV_OK)
        return status;
    struct rv_timeline *timeline;
    status = timeline_create(&timeline, objective, document, racer, error);
    if (status != RV_OK)
        return status;
    *out = add(&cache->timelines, key);
    if (!*out) {
        timeline_destroy(timeline);
        return rv_fail(error, RV_E_MEMORY, "out of memory");
    }
    (*out)->timeline = timeline;
    return RV_OK;
}

enum rv_status
rv_cache_timeline(struct rv_cache *cache, const struct rv_document *document,
                  size_t racer, struct rv_timeline **out, struct rv_error *error)
{
    *out = NULL;
    if (racer >= document->n_racers)
        return rv_fail(error, RV_E_RANGE, "there is no racer %zu", racer + 1);
    struct key key = {.size = 0};
    put_surface(&key, &document->surface);
    put_racer(&key, document, racer);
    struct entry *entry = find(&cache->timelines, &key);
    if (!entry) {
        enum rv_status status =
            make_timeline(cache, &key, document, racer, &entry, error);
        if (status != RV_OK)
            return status;
    }
    entry->call = ++cache->calls;
    *out = entry->timeline;
    trim(cache);
    return RV_OK;
}
