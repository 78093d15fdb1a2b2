package dev.ordersaga.systemtests.model;

/** What goes wrong, and when: as the schedule chooses, until the world is healed. */
final class Faults {

    private final EventTrace story;
    private Choices choices = Choices.of();
    private boolean isHealed = true;

    enum AtCommit {
        NONE,
        CONFLICT,
        DEATH_BEFORE,
        DEATH_AFTER
    }

    enum InCall {
        NONE,
        /** The effect is there, and the answer is not. */
        ANSWER_LOST,
        REQUEST_LOST,
        DEATH_AFTER,
        /** Nobody is asked: the provider is not well. */
        POSTPONED
    }

    Faults(EventTrace story) {
        this.story = story;
    }

    void begin(Choices next) {
        choices = next;
        isHealed = false;
    }

    void heal() {
        isHealed = true;
    }

    boolean isHealed() {
        return isHealed;
    }

    AtCommit atCommit() {
        if (isHealed || !choices.oneIn(14)) {
            return AtCommit.NONE;
        }
        AtCommit fault = AtCommit.values()[1 + choices.below(3)];
        story.cameOf(() -> switch (fault) {
            case NONE -> "";
            case CONFLICT -> "fails: somebody else was first, all of it is rolled back";
            case DEATH_BEFORE -> "the process dies before the commit, all of it is rolled back";
            case DEATH_AFTER -> "the process dies right after the commit";
        });
        return fault;
    }

    InCall inCall() {
        if (isHealed || !choices.oneIn(5)) {
            return InCall.NONE;
        }
        InCall fault = InCall.values()[1 + choices.below(4)];
        story.cameOf(() -> "fault: " + fault);
        return fault;
    }

    /** Whether something else happens while a call is under way. */
    boolean meanwhile() {
        return !isHealed && choices.oneIn(5);
    }
}
