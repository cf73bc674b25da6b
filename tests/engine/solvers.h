/**
 * @file solvers.h
 * Every rule that evaluates as it likes, in every form.
 */
#ifndef TESTS_ENGINE_SOLVERS_H
#define TESTS_ENGINE_SOLVERS_H

#include "engine/solve.h"
#include "forms.h"

/** next_form() of such a rule. */
static inline bool
next_solver(struct forms *forms, struct rv_racer *racer)
{
    while (next_form(forms, racer))
        if (rv_optimizer_at(racer->rule)->driver->solve)
            return true;
    return false;
}

#endif
