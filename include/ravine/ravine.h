/**
 * @file ravine.h
 * libravine: optimizers, surfaces and exact, replayable runs. Includes everything.
 */
#ifndef RAVINE_RAVINE_H
#define RAVINE_RAVINE_H

#include <ravine/data.h>
#include <ravine/document.h>
#include <ravine/event.h>
#include <ravine/explain.h>
#include <ravine/map.h>
#include <ravine/objective.h>
#include <ravine/optimizer.h>
#include <ravine/param.h>
#include <ravine/prediction.h>
#include <ravine/run.h>
#include <ravine/schedule.h>
#include <ravine/status.h>
#include <ravine/surface.h>
#include <ravine/timeline.h>

#define RAVINE_VERSION "0.1.0"

#endif
