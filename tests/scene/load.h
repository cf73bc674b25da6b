/**
 * @file load.h
 * Scenes from text, for tests.
 */
#ifndef TESTS_SCENE_LOAD_H
#define TESTS_SCENE_LOAD_H

#include <stdio.h>
#include <string.h>

#include "../close.h"
#include "scene/scene.h"

/** The scene in @text, which must have no fault. */
static inline struct scene *
load_good(const char *text)
{
    struct scene *scene;
    struct faults faults = {0};
    enum rv_status status = scene_parse(&scene, "test", text, strlen(text), &faults);
    faults_print(&faults, "test", stderr);
    assert_int_equal(faults.n, 0);
    assert_int_equal(status, RV_OK);
    assert_non_null(scene);
    faults_finish(&faults);
    return scene;
}

/** The faults of @text, which must have some. */
static inline struct faults
load_bad(const char *text, size_t n)
{
    struct scene *scene;
    struct faults faults = {0};
    assert_int_not_equal(scene_parse(&scene, "test", text, n, &faults), RV_OK);
    assert_null(scene);
    assert_true(faults.n > 0);
    return faults;
}

#endif
