package dev.ordersaga.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.order.ConcernsOrder;
import dev.ordersaga.eventprocessing.completeness.ExpectedFollowUp;
import dev.ordersaga.eventstore.serialization.PayloadTypes;
import dev.ordersaga.eventstore.serialization.SerializerHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaScopeDescriptor;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.serialization.Serializer;
import org.axonframework.test.saga.SagaTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Adds one step to the order/payment process, as {@code docs/add-a-saga-step.md} says: the guide's code is the code of this
 * file. The new step: an order under fraud review gets a reviewer; a review that takes too long is escalated.
 */
class AddASagaStepTest {

    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
    private static final Pattern CODE_BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    /** The payment provider flagged the order: a person has to review it. */
    public record FraudReviewRequested(UUID orderId) implements ConcernsOrder {}

    /** The review has a reviewer. */
    public record ReviewerAssigned(UUID orderId) implements ConcernsOrder {}

    /** The reviewer found no fraud. */
    public record FraudReviewPassed(UUID orderId) implements ConcernsOrder {}

    /** Assign a reviewer. A no-op when the order has one, or when it has ended. */
    public record AssignReviewer(@TargetAggregateIdentifier UUID orderId) {}

    /** Escalate the review. A no-op when it has passed, or when the order has ended. */
    public record EscalateReview(@TargetAggregateIdentifier UUID orderId) {}

    /** Payload of the deadline of a fraud review. */
    record FraudReviewDeadline(UUID orderId) {}

    static final ExpectedFollowUp FRAUD_REVIEW =
            SagaCompletenessAudit.event(FraudReviewRequested.class).leadsTo(ReviewerAssigned.class);

    /** The saga with the new step. */
    public static class SagaWithFraudReview extends OrderPaymentSaga {

        static final String REVIEW_DEADLINE = "fraud-review";
        static final Duration REVIEW_TIME = Duration.ofHours(2);

        private @Nullable String reviewDeadlineId;

        @StartSaga
        @SagaEventHandler(associationProperty = "orderId")
        void on(FraudReviewRequested event) {
            var deadline = new FraudReviewDeadline(event.orderId());
            reviewDeadlineId = deadlines.schedule(REVIEW_TIME, REVIEW_DEADLINE, deadline);
            commands.send(event.orderId(), new AssignReviewer(event.orderId()), "AssignReviewer/1");
        }

        @SagaEventHandler(associationProperty = "orderId")
        void on(FraudReviewPassed event) {
            if (reviewDeadlineId != null) {
                deadlines.cancelSchedule(REVIEW_DEADLINE, reviewDeadlineId);
                reviewDeadlineId = null;
            }
        }

        @DeadlineHandler(deadlineName = REVIEW_DEADLINE)
        void onReviewTimeout(FraudReviewDeadline deadline) {
            commands.send(deadline.orderId(), new EscalateReview(deadline.orderId()), "EscalateReview/1");
        }
    }

    private SagaTestFixture<SagaWithFraudReview> saga;

    @BeforeEach
    void setUp() {
        saga = new SagaTestFixture<>(SagaWithFraudReview.class);
        saga.registerResource(new SagaCommandSender(
                DefaultCommandGateway.builder().commandBus(saga.getCommandBus()).build()));
        saga.registerResource(new PaymentPolicy(
                Duration.ofHours(12), Duration.ofHours(12), Duration.ofDays(14), 1, Duration.ofHours(12), 0));
    }

    @Test
    void aRequestedReviewAssignsAReviewer() {
        saga.givenNoPriorActivity()
                .whenPublishingA(new FraudReviewRequested(ID))
                .expectDispatchedCommands(new AssignReviewer(ID))
                .expectScheduledDeadlineWithName(SagaWithFraudReview.REVIEW_TIME, SagaWithFraudReview.REVIEW_DEADLINE);
    }

    @Test
    void anUnfinishedReviewIsEscalated() {
        saga.givenAPublished(new FraudReviewRequested(ID))
                .whenTimeElapses(SagaWithFraudReview.REVIEW_TIME)
                .expectDispatchedCommands(new EscalateReview(ID));
    }

    @Test
    void aPassedReviewIsNotEscalated() throws Exception {
        saga.givenAPublished(new FraudReviewRequested(ID))
                .andThenAPublished(new FraudReviewPassed(ID))
                .whenTimeElapses(SagaWithFraudReview.REVIEW_TIME)
                .expectNoDispatchedCommands();
    }

    @Test
    void theDeadlineIsStoredAndRead() {
        PayloadTypes types =
                PayloadTypes.of(SagaWithFraudReview.class, SagaScopeDescriptor.class, FraudReviewDeadline.class);
        Serializer serializer = SerializerHarness.of(types);
        var deadline = new FraudReviewDeadline(ID);
        Object read = serializer.deserialize(serializer.serialize(deadline, byte[].class));
        assertThat(read).isEqualTo(deadline);
        assertThat(FRAUD_REVIEW.followUps()).containsExactly(ReviewerAssigned.class.getName());
    }

    /** Whitespace is not compared: the formatter wraps lines. */
    @Test
    void theGuideShowsTheCodeOfThisFile() throws IOException {
        Path root = root();
        String code = withoutSpace(Files.readString(
                root.resolve("order-command/src/test/java/dev/ordersaga/coordination/AddASagaStepTest.java")));
        List<String> blocks = CODE_BLOCK
                .matcher(Files.readString(root.resolve("docs/add-a-saga-step.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks)
                .hasSizeGreaterThan(5)
                .allSatisfy(block -> assertThat(code).contains(withoutSpace(block)));
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("docs")) ? here : Objects.requireNonNull(here.getParent());
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
