/**
 * @file folder.h
 * An empty folder to work in, for a group of tests that write files.
 */
#ifndef TESTS_UI_FOLDER_H
#define TESTS_UI_FOLDER_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[64];

static inline int
make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/ravine-ui-XXXXXX");
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static inline int
remove_folder(void **state)
{
    char command[96];
    (void)state;
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    return chdir("/") || system(command);
}

#endif
