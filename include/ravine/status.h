/**
 * @file status.h
 * How libravine answers: a status for what can fail, a stop for how a run ended,
 * a plain value for what cannot fail.
 */
#ifndef RAVINE_STATUS_H
#define RAVINE_STATUS_H

#if defined(__GNUC__)
#define RV_API __attribute__((visibility("default")))
#else
#define RV_API
#endif

enum rv_status {
    RV_OK,
    RV_E_SYNTAX,  /**< text that does not follow its grammar */
    RV_E_UNKNOWN, /**< a name nobody has; the text names the nearest one */
    RV_E_RANGE,   /**< a value outside its valid range, or one refused here */
    RV_E_DATA,    /**< a data set that does not suit the surface */
    RV_E_IO,      /**< a file that cannot be read or written */
    RV_E_MEMORY,
};

/** Why a run no longer moves. Endings are not errors: divergence is a lesson. */
enum rv_stop {
    RV_STOP_NONE,
    RV_STOP_DIVERGED,  /**< x, y, loss or gradient of the last row is not finite */
    RV_STOP_CONVERGED, /**< a rule with a tolerance of its own met it */
    RV_STOP_BUDGET,    /**< the caller's steps are spent */
};

/** Detail of a failure: the caller's memory, no heap. Every function takes NULL for it.
 */
struct rv_error {
    enum rv_status status;
    int line, column; /**< from 1; 0 where there is none */
    char text[240];   /**< one line: what is wrong (what would be right) */
};

/** Fill @error (may be NULL) and return @status. */
RV_API enum rv_status rv_fail(struct rv_error *error, enum rv_status status,
                              const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
