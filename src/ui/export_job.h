/**
 * @file export_job.h
 * A picture drawn aside: large ones take seconds, for which no key may wait. A process of
 * its own draws what was seen when it began; its result comes through a pipe.
 */
#ifndef UI_EXPORT_JOB_H
#define UI_EXPORT_JOB_H

#include <ravine/status.h>

#include <stdbool.h>
#include <sys/types.h>

struct export_job {
    pid_t pid; /**< 0: none is being drawn */
    int fd;    /**< becomes readable when it has ended */
};

/** What it does. @return as app_export() */
typedef enum rv_status export_work_fn(void *ctx, struct rv_error *error);

/** @return false: the system has no process to spare; nothing has begun. */
bool export_job_start(struct export_job *job, export_work_fn *work, void *ctx);
/** Has it ended, or does it within @ms? */
bool export_job_ended(const struct export_job *job, int ms);
/** Its result; none is being drawn then. */
enum rv_status export_job_take(struct export_job *job, struct rv_error *error);
/** End it: nothing is written. */
void export_job_stop(struct export_job *job);
/** The program ends: let it end by itself. */
void export_job_leave(struct export_job *job);

#endif
