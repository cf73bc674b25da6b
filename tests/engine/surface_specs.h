/**
 * @file surface_specs.h
 * The surfaces to be walked: every registered one as it stands, and some in other
 * settings.
 */
#ifndef TESTS_ENGINE_SURFACE_SPECS_H
#define TESTS_ENGINE_SURFACE_SPECS_H

#include "refs.h"

static const char *const surface_variants[][2] = {
    {"rosenbrock",    "a=-0.5;b=0"                                      },
    {"rosenbrock",    "a=0;b=7"                                         },
    {"quadratic",     "a11=0;a12=0;a22=0"                               },
    {"quadratic",     "a11=1;a12=2;a22=-3;cx=1;cy=-2"                   },
    {"quadratic",     "a11=4;a12=2;a22=1"                               },
    {"quadratic",     "a11=-2;a12=0;a22=-3"                             },
    {"saddle",        "a=-1;b=0.5"                                      },
    {"saddle",        "a=0;b=0"                                         },
    {"rastrigin",     "A=0.01"                                          },
    {"ackley",        "a=10;b=0.5;c=3"                                  },
    {"linnet",        "depth=1;x=2;t=-1"                                },
    {"linnet",        "depth=3;x=-1;t=1"                                },
    {"linnet",        "depth=4;t=-1"                                    },
    {"linnet",        "depth=7;t=0.5"                                   },
    {"linnet",        "t=0"                                             },
    {"linnet",        "x=0"                                             },
    {"cliff",         "k=2"                                             },
    {"logistic",      "data=oring"                                      },
    {"logistic",      "data=hours;lambda=0.1;penalize_bias=1"           },
    {"logistic",      "data=gauss2;lambda=0.01"                         },
    {"logistic",      "data=moons60"                                    },
    {"least_squares", "data=hours;lambda=0.5;scale=0.5"                 },
    {"least_squares", "data=reg2;intercept=0;lambda=0.1"                },
    {"svm",           "loss=squared"                                    },
    {"svm",           "loss=smooth;gamma=0.3"                           },
    {"svm",           "data=hours_std;lambda=0.02"                      },
    {"svm",           "data=hours_std;lambda=0.02;loss=smooth;gamma=0.5"},
    {"gaussian_nll",  "data=oring"                                      },
    {"coins",         "n1=3;h1=3;n2=0;h2=0"                             },
    {"coins",         "alpha=2;beta=3;jac=1"                            },
    {"softmax",       "n3=0;lambda=0.1"                                 },
    {"softmax",       "n1=0;n2=1;n3=1"                                  },
    {"kernel_ridge",  "width=4;lambda=0"                                },
    {"kl",            "direction=reverse"                               },
    {"kl",            "direction=reverse;m1=-1;s1=0.8;m2=1;s2=0.8"      },
    {"kl",            "direction=reverse;weight=1"                      },
    {"kl",            "weight=0.2;s1=2"                                 },
};

/** How many there are: those registered, then the variants. */
static inline size_t
surface_specs_count(void)
{
    return rv_surface_count() + sizeof surface_variants / sizeof surface_variants[0];
}

/** Make surface @i; its name with its settings into @name. */
static inline struct rv_objective *
surface_specs_make(size_t i, char *name, size_t size)
{
    struct rv_surface_spec spec;
    struct rv_objective *objective;
    struct rv_error error;
    if (i < rv_surface_count()) {
        rv_surface_spec_init(&spec, i);
        snprintf(name, size, "%s", rv_surface_at(i)->id);
    } else {
        const char *const *variant = surface_variants[i - rv_surface_count()];
        snprintf(name, size, "%s:%s", variant[0], variant[1]);
        if (!refs_surface(&spec, variant[0], variant[1]))
            fail_msg("%s is no surface", name);
    }
    if (rv_objective_create(&objective, &spec, &error) != RV_OK)
        fail_msg("%s: %s", name, error.text);
    return objective;
}

/** The @k-th of a sequence of points spread evenly over @window, never on round numbers.
 */
static inline struct rv_vec2
surface_point(struct rv_window window, size_t k)
{
    double u = fmod(0.3217 + (double)k * 0.75487766624669276, 1);
    double v = fmod(0.6113 + (double)k * 0.56984029099805327, 1);
    return (struct rv_vec2){window.x0 + u * (window.x1 - window.x0),
                            window.y0 + v * (window.y1 - window.y0)};
}

#endif
