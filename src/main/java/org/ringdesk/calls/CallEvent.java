package org.ringdesk.calls;

/**
 * Something that happened to a call. Events are facts, not commands: in whatever order they come and however often, the
 * same ones add up to the same call.
 */
public sealed interface CallEvent {
    Origin origin();

    About about();

    /** The same event, at another time. */
    CallEvent from(Origin other);

    /** What happened to one leg. */
    sealed interface OfLeg extends CallEvent {
        LegFacts leg();
    }

    /** Nothing happened to a leg: a call came in, joined a queue, digits were keyed, a name was found. */
    record Told(Origin origin, About about) implements CallEvent {
        @Override
        public Told from(Origin other) {
            return new Told(other, about);
        }
    }

    /**
     * Two calls of the source are one from now on: a transfer was completed, a call was picked up.
     *
     * @param other the source's key of the other call
     */
    record Joined(Origin origin, About about, String other) implements CallEvent {
        @Override
        public Joined from(Origin at) {
            return new Joined(at, about, other);
        }
    }

    /** The call is over with all its legs. Sources that tell the end of every leg need not send it. */
    record Ended(Origin origin, About about, Cause cause) implements CallEvent {
        @Override
        public Ended from(Origin other) {
            return new Ended(other, about, cause);
        }
    }

    /** Nothing was heard of the call for too long, so that its end must have been lost. Any later event undoes it. */
    record GivenUp(Origin origin, About about) implements CallEvent {
        @Override
        public GivenUp from(Origin other) {
            return new GivenUp(other, about);
        }
    }

    /** A leg came to be: the caller's own, or one of a telephone that does not ring yet. It keeps the call open. */
    record Began(Origin origin, About about, LegFacts leg) implements OfLeg {
        @Override
        public Began from(Origin other) {
            return new Began(other, about, leg);
        }
    }

    /** A telephone rings. */
    record Rang(Origin origin, About about, LegFacts leg) implements OfLeg {
        @Override
        public Rang from(Origin other) {
            return new Rang(other, about, leg);
        }
    }

    /** Somebody answered at this telephone. */
    record Answered(Origin origin, About about, LegFacts leg) implements OfLeg {
        @Override
        public Answered from(Origin other) {
            return new Answered(other, about, leg);
        }
    }

    /** This telephone put the other side on hold. */
    record Held(Origin origin, About about, LegFacts leg) implements OfLeg {
        @Override
        public Held from(Origin other) {
            return new Held(other, about, leg);
        }
    }

    record Resumed(Origin origin, About about, LegFacts leg) implements OfLeg {
        @Override
        public Resumed from(Origin other) {
            return new Resumed(other, about, leg);
        }
    }

    /**
     * This telephone sent the call on.
     *
     * @param target the extension or number it was sent to, empty where it is not known
     */
    record Transferred(Origin origin, About about, LegFacts leg, String target) implements OfLeg {
        public Transferred {
            target = About.clean(target);
        }

        @Override
        public Transferred from(Origin other) {
            return new Transferred(other, about, leg, target);
        }
    }

    /**
     * This leg is gone.
     *
     * @param hungUp whether it was this side that ended it
     */
    record LegEnded(Origin origin, About about, LegFacts leg, Cause cause, boolean hungUp) implements OfLeg {
        @Override
        public LegEnded from(Origin other) {
            return new LegEnded(other, about, leg, cause, hungUp);
        }
    }
}
