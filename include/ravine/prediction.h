/**
 * @file prediction.h
 * What the parameters of a surface say about its data: the curve, the density or the line
 * that a point theta stands for, to be drawn over the data that the surface is made of.
 */
#ifndef RAVINE_PREDICTION_H
#define RAVINE_PREDICTION_H

#include <ravine/objective.h>

enum rv_prediction_kind {
    RV_PREDICTION_NONE,     /**< nothing to be drawn over data */
    RV_PREDICTION_CURVE,    /**< a function of one number */
    RV_PREDICTION_DENSITY,  /**< the same, and a density: nothing below 0 */
    RV_PREDICTION_BOUNDARY, /**< an affine score of two features, which parts two classes
                               where it is 0 */
    RV_PREDICTION_TARGETS,  /**< a number from two features, to hold against the target */
};

enum { RV_REFERENCES_MAX = 2, RV_ESTIMATES_MAX = 2 };

/** What a prediction is drawn in. Names are borrowed from the objective. */
struct rv_prediction {
    enum rv_prediction_kind kind;
    /** Across and up. RV_PREDICTION_TARGETS: the second is the target. */
    const char *x_name, *y_name;
    /** Where the data lie, with some room around them. RV_PREDICTION_TARGETS: both axes
     * have the target's range. */
    struct rv_window window;
    bool classes;       /**< points are of two classes */
    bool margin;        /**< scores -1 and 1 bound a margin; a point whose class, as -1 or
                           1, times its score is not above 1 supports it */
    bool residuals;     /**< the difference of point and curve is what the loss is of */
    bool whole;         /**< the axis across counts things */
    bool sample;        /**< points have one number: they stand on the axis */
    size_t n_points;    /**< data rows */
    size_t n_estimates; /**< numbers on the axis across, from rv_objective_estimates() */
    /** Curves that do not move: what is to be fitted. */
    size_t n_references;
    const char *reference_name[RV_REFERENCES_MAX]; /**< "" where there is no need */
};

/** A data row as it is drawn. */
struct rv_prediction_point {
    double x[RV_FEATURES_MAX]; /**< features; the one there is first */
    double y;                  /**< the target, classes as the curve has them */
    bool upper;                /**< of the larger class */
};

/** What @objective predicts, and where to draw it: a look at all data. @return false, and
 * RV_PREDICTION_NONE, where it predicts nothing. */
RV_API bool rv_objective_prediction(const struct rv_objective *objective,
                                    struct rv_prediction *out);
/** Data row @i < n_points. */
RV_API struct rv_prediction_point
rv_objective_prediction_point(const struct rv_objective *objective, size_t i);
/** What @theta (2) predicts at the @n places whose features are @x: the first alone for
 * curves and densities. Uncounted. */
RV_API void rv_objective_predict(const struct rv_objective *objective,
                                 const double *theta, const double *const *x, size_t n,
                                 double *out);
/** Reference curve @k < n_references at the @n numbers @x. */
RV_API void rv_objective_reference(const struct rv_objective *objective, size_t k,
                                   const double *x, size_t n, double *out);
/** The n_estimates numbers that @theta (2) stands for, the @i-th belonging to the @i-th
 * reference curve. */
RV_API void rv_objective_estimates(const struct rv_objective *objective,
                                   const double *theta, double *out);

#endif
