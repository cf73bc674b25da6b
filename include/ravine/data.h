/**
 * @file data.h
 * Data sets: rows of one or two features and a target, as surfaces over data need them.
 */
#ifndef RAVINE_DATA_H
#define RAVINE_DATA_H

#include <stddef.h>

#include <ravine/status.h>

enum { RV_FEATURES_MAX = 2, RV_NAME_MAX = 40 };

/** A data set, read-only after it is made. Column-major so that kernels run over a
 * column. */
struct rv_data {
    size_t n;                         /**< rows */
    size_t n_features;                /**< 0 (a bare sample), 1 or 2 */
    const double *x[RV_FEATURES_MAX]; /**< features, n each */
    const double *target;             /**< n */
    char feature_name[RV_FEATURES_MAX][RV_NAME_MAX], target_name[RV_NAME_MAX];
};

/** Built-in data sets: name, and a one-line note with their source. */
struct rv_data_info {
    const char *name, *title, *source;
};
RV_API size_t rv_data_count(void);
RV_API const struct rv_data_info *rv_data_at(size_t i);

/**
 * Open the built-in data set @name.
 * @param out  set to NULL on failure; free it with rv_data_destroy().
 * @return RV_OK, RV_E_UNKNOWN (the nearest name in @error), RV_E_MEMORY.
 */
RV_API enum rv_status rv_data_open(struct rv_data **out, const char *name,
                                   struct rv_error *error);
RV_API void rv_data_destroy(struct rv_data *data);

#endif
