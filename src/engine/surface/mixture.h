/**
 * @file mixture.h
 * A mixture of two normal distributions, and what a third one sees of it.
 */
#ifndef SURFACE_MIXTURE_H
#define SURFACE_MIXTURE_H

#define HALF_LOG_TWO_PI 0.91893853320467274178

enum { MIXTURE_NODES = 24 };

struct mixture {
    double mean[2], deviation[2];
    double log_height[2]; /**< log of weight/(deviation sqrt(2 pi)) */
    /** Gauss's rule on -1..1. */
    double node[MIXTURE_NODES], node_weight[MIXTURE_NODES];
};

struct mixture mixture_make(double weight, const double mean[2],
                            const double deviation[2]);

/** Expectations under N(mu, sigma) of l = log p(x) and of its derivatives, with
 * z = (x - mu)/sigma. */
struct expected {
    double l;          /**< E[l] */
    double d, dz;      /**< E[l'], E[l' z] */
    double b, bz, bzz; /**< E[l''], E[l'' z], E[l'' z²] */
};

/** Exact to rounding, for every mu and sigma. */
struct expected expect_log_density(const struct mixture *p, double mu, double sigma);

#endif
