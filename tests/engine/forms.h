/**
 * @file forms.h
 * Every registered rule in every form: all combinations of its choices and flags.
 */
#ifndef TESTS_ENGINE_FORMS_H
#define TESTS_ENGINE_FORMS_H

#include <stdio.h>

#include <ravine/ravine.h>

struct forms {
    size_t rule, form; /* zero to begin */
    char name[120];
};

static inline size_t
count_values(const struct rv_param *param)
{
    size_t n = 0;
    if (param->scale == RV_FLAG)
        return 2;
    while (param->scale == RV_CHOICE && param->choices[n])
        n++;
    return n ? n : 1;
}

/* Form number @form of @rule into @racer; @return false when there are fewer. */
static inline bool
set_form(struct rv_racer *racer, const struct rv_optimizer *rule, size_t form, char *name,
         size_t size)
{
    size_t used = (size_t)snprintf(name, size, "%s", rule->id);
    for (size_t i = 0; i < rule->n_params; i++) {
        const struct rv_param *param = &rule->params[i];
        size_t n = count_values(param);
        if (n == 1)
            continue;
        char text[RV_VALUE_TEXT_MAX];
        racer->settings.value[i] = (double)(form % n);
        rv_param_format(param, racer->settings.value[i], text);
        if (used < size)
            used +=
                (size_t)snprintf(name + used, size - used, " %s=%s", param->key, text);
        form /= n;
    }
    return form == 0;
}

/* The next form, with a learning rate that suits a gentle surface. */
static inline bool
next_form(struct forms *forms, struct rv_racer *racer)
{
    for (; forms->rule < rv_optimizer_count(); forms->rule++, forms->form = 0) {
        const struct rv_optimizer *rule = rv_optimizer_at(forms->rule);
        rv_racer_init(racer, forms->rule);
        if (!set_form(racer, rule, forms->form, forms->name, sizeof forms->name))
            continue;
        forms->form++;
        rv_key lr = rv_racer_key(racer, "lr");
        if (lr != RV_KEY_NONE)
            rv_racer_set(racer, lr, 0.01);
        return true;
    }
    return false;
}

/* All numbers that are 0 by default turned on, so that no term stays untested. */
static inline void
turn_on(struct rv_racer *racer)
{
    const struct rv_optimizer *rule = rv_optimizer_at(racer->rule);
    for (size_t i = 0; i < rule->n_params; i++) {
        const struct rv_param *param = &rule->params[i];
        if (count_values(param) == 1 && param->standard == 0)
            racer->settings.value[i] = rv_param_turn(param, 0, 1, true);
    }
}

#endif
