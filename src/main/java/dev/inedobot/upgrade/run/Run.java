package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.plan.Plan;

/** One upgrade that is being carried out, and what is needed for that. */
record Run(Upgrade upgrade, Plan plan, ContainerHost host, RunLog log, Steps steps) {}
