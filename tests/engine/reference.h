/**
 * @file reference.h
 * The words of the reference files in ours: optimizers and their hyperparameters.
 */
#ifndef TESTS_ENGINE_REFERENCE_H
#define TESTS_ENGINE_REFERENCE_H

#include <ravine/ravine.h>

/**
 * Reference optimizer @name with @params ("lr=0.1;momentum=0.9") as a racer.
 * @param batch  0, or the size of its mini-batches
 * @return NULL, or why it is not covered (static text).
 */
const char *reference_racer(struct rv_racer *racer, const char *name, const char *params,
                            size_t *batch);
/** Give @racer the reference schedule @kind ("StepLR") with @params. @return as above. */
const char *reference_schedule(struct rv_racer *racer, const char *kind,
                               const char *params);

#endif
