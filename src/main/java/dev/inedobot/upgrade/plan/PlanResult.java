package dev.inedobot.upgrade.plan;

/** What came of planning: a plan, or a reason why there is none. */
public sealed interface PlanResult permits Plan, Refusal {}
