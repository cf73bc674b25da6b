/**
 * @file document.h
 * The document: what is raced, and every change made on the way. One copyable value; undo
 * is an array of them, a branch is another one, everything else is a cache of it.
 */
#ifndef RAVINE_DOCUMENT_H
#define RAVINE_DOCUMENT_H

#include <stdbool.h>
#include <stdint.h>

#include <ravine/optimizer.h>
#include <ravine/schedule.h>
#include <ravine/surface.h>

enum {
    RV_RACERS_MAX = 16,
    RV_EDITS_MAX = 512,
    RV_LABEL_MAX = 40,
    RV_STEPS_MAX = 10000000,
};

/** One racer: a rule, its settings and those around it. */
struct rv_racer {
    uint16_t rule;  /**< index in the registry */
    bool own_start; /**< else it starts where the document says */
    struct rv_vec2 start;
    struct rv_settings settings;  /**< by the rule's rows */
    double common[RV_COMMON_MAX]; /**< by enum rv_common */
    struct rv_settings schedule;  /**< by the rows of the chosen schedule */
    char label[RV_LABEL_MAX];     /**< empty: the id, "gd 2" for the second */
};

/** From step @step on (the step s -> s+1 and after), @key of @racer is @value. */
struct rv_edit {
    int64_t step;
    double value;
    uint8_t racer;
    rv_key key;
};

struct rv_document {
    struct rv_surface_spec surface;
    struct rv_window window;
    struct rv_vec2 start;
    int64_t steps; /**< where playing stops */
    uint64_t seed;
    double target;
    size_t n_racers, n_edits;
    struct rv_racer racers[RV_RACERS_MAX];
    struct rv_edit edits[RV_EDITS_MAX]; /**< by step, then in the order they were made */
};

/** A racer of rule @rule with the defaults of its rows, and of the rule for the common
 * ones. */
RV_API void rv_racer_init(struct rv_racer *racer, size_t rule);
/** The row of @key for a racer of rule @rule, or NULL where it has none. */
RV_API const struct rv_param *rv_racer_param(const struct rv_racer *racer, rv_key key);
/** The key named @name ("lr", "beta1", "batch", with a schedule "schedule.T_max"), or
 * RV_KEY_NONE. */
RV_API rv_key rv_racer_key(const struct rv_racer *racer, const char *name);
/** Is @name a list ("schedule.milestones")? Its items are the keys from @first on, @n at
 * most, 0 behind the last. */
RV_API bool rv_racer_list(const struct rv_racer *racer, const char *name, rv_key *first,
                          size_t *n);
/** All keys of @racer in the order they are listed; @return how many (at most 64). Those
 * of a schedule follow `schedule`; of a list its items and the next free one. */
RV_API size_t rv_racer_keys(const struct rv_racer *racer, rv_key keys[64]);
RV_API double rv_racer_get(const struct rv_racer *racer, rv_key key);
/** Another schedule begins with the defaults of its rows. */
RV_API void rv_racer_set(struct rv_racer *racer, rv_key key, double value);
/** Does the rule have a learning rate? */
RV_API bool rv_racer_has_rate(const struct rv_racer *racer);
/**
 * May @key of @racer be @value? Range, and what the rule refuses.
 * @return RV_OK or RV_E_RANGE with the reason.
 */
RV_API enum rv_status rv_racer_check(const struct rv_racer *racer, rv_key key,
                                     double value, struct rv_error *error);
/**
 * The edge of stability: the largest learning rate with which the rule of @racer does not
 * run away on a quadratic whose largest curvature is @curvature > 0; an L2 decay adds to
 * it.
 *
 * @param formula  receives it in terms of λ, "2(1+β)/λ" (static)
 * @return the rate, or NaN where theory knows no fixed limit (the adaptive rules).
 */
RV_API double rv_racer_limit(const struct rv_racer *racer, double curvature,
                             const char **formula);
/** Do the rule, its form and the other settings use @key? One that they do not is
 * accepted, and dimmed. */
RV_API bool rv_racer_uses(const struct rv_racer *racer, rv_key key);
/** What a step of @racer costs on @n parameters, as its form is set. */
RV_API struct rv_cost rv_racer_cost(const struct rv_racer *racer, size_t n);

/** An empty document on surface @surface, with its window and start, 200 steps, target
 * 1e-3. */
RV_API void rv_document_init(struct rv_document *document, size_t surface);
/**
 * The name racer @i goes by: its label; racers without one go by the id of their rule,
 * the second and third of them as "gd 2", "gd 3".
 * @return @buffer.
 */
RV_API char *rv_document_label(const struct rv_document *document, size_t i,
                               char buffer[RV_LABEL_MAX]);
/** The racer that goes by @label, or -1. */
RV_API int rv_document_racer(const struct rv_document *document, const char *label);
RV_API struct rv_vec2 rv_document_start(const struct rv_document *document, size_t racer);
/** The value that holds for the step @step -> @step + 1. */
RV_API double rv_document_value(const struct rv_document *document, size_t racer,
                                rv_key key, int64_t step);
/** From here on: drops the racer's edits after @step, of whatever key, and makes @key
 * @value there. Where it has that value anyway no edit is left: + then - is no change.
 * A key that only acts from the start is changed from the start.
 * @return RV_OK; RV_E_RANGE: invalid, or no room for another edit. */
RV_API enum rv_status rv_document_edit(struct rv_document *document, size_t racer,
                                       rv_key key, int64_t step, double value,
                                       struct rv_error *error);
/** From the start: drops all edits of @key and changes the document's own value. Another
 * schedule drops the edits of the old one's numbers too. */
RV_API enum rv_status rv_document_change(struct rv_document *document, size_t racer,
                                         rv_key key, double value,
                                         struct rv_error *error);
/** Keep @edits sorted while loading: insert behind those of the same step.
 * @return RV_OK; RV_E_RANGE: no such racer, step, value or room, or @key only acts from
 * the start; RV_E_UNKNOWN: no such key. */
RV_API enum rv_status rv_document_add_edit(struct rv_document *document,
                                           struct rv_edit edit, struct rv_error *error);
/** Add a copy of @racer / remove racer @i together with its edits. */
RV_API enum rv_status rv_document_add_racer(struct rv_document *document,
                                            const struct rv_racer *racer,
                                            struct rv_error *error);
RV_API void rv_document_remove_racer(struct rv_document *document, size_t i);

#endif
