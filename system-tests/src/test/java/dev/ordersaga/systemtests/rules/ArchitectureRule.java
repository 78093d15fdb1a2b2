package dev.ordersaga.systemtests.rules;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A rule of the house: its name is the sentence, with the reason beside it. Rules exist to keep the house easy to live
 * in; one that makes code worse is changed, in the same commit and with the reason.
 */
enum ArchitectureRule {
    THE_PUBLISHED_LANGUAGE_NEEDS_NOTHING(
            "api is what all services speak; whoever speaks it must not have to load a framework",
            LanguageRules::needsNothing),
    EVENTS_ARE_TOP_LEVEL_RECORDS(
            "their class names are stored, a nested one with a $, and one sealed interface per aggregate lists them all",
            LanguageRules::eventsAreTopLevelRecords),
    MESSAGES_HOLD_PLAIN_VALUES(
            "what is stored for ever must be readable for ever; no floats, no maps, no times beside the event's own",
            LanguageRules::messagesHoldPlainValues),
    MESSAGES_ARE_NAMED_BY_GRAMMAR(
            "PlaceOrder is a command and OrderPlaced an event without saying so",
            LanguageRules::messagesAreNamedByGrammar),

    EVERY_PART_IS_KNOWN(
            "a new package below dev.ordersaga is a feature or a foundation: name it in DependencyRules",
            DependencyRules::everyPartIsKnown),
    FEATURES_DO_NOT_SEE_EACH_OTHER(
            "api is the only road between them; only wiring sees several", DependencyRules::featuresDoNotSeeEachOther),
    FOUNDATIONS_KNOW_NO_FEATURE(
            "api, eventstore and http serve any feature and stand alone", DependencyRules::foundationsKnowNoFeature),
    NOTHING_DEPENDS_ON_THE_OUTERMOST(
            "launchers and load generators can be left out", DependencyRules::nothingDependsOnTheOutermost),
    PACKAGES_FORM_NO_CYCLE("two packages that need each other are one package", DependencyRules::packagesFormNoCycle),
    A_PACKAGE_LIVES_IN_ONE_MODULE("a name leads to one folder", DependencyRules::aPackageLivesInOneModule),
    AGGREGATES_KNOW_NO_TECHNOLOGY(
            "orders and payments decide the same whether asked by HTTP, by a saga or by a test",
            DependencyRules::aggregatesKnowNoTechnology),
    COORDINATION_KNOWS_ONLY_THE_LANGUAGE(
            "the saga reads facts and sends commands; all else belongs to those who act",
            DependencyRules::coordinationKnowsOnlyTheLanguage),

    ONLY_THE_EVENT_STORE_KNOWS_POSTGRESQL(
            "driver, notifications and Axon's tables are behind one door",
            TechnologyRules::onlyTheEventStoreKnowsPostgresql),
    A_SERVICE_TOUCHES_ONLY_ITS_OWN_SCHEMA(
            "services that read each other's tables are one service", TechnologyRules::aServiceTouchesOnlyItsOwnSchema),
    ONLY_GATEWAYS_CALL_OUT(
            "an outbound call can hang, leak and be forged: one place to look after",
            TechnologyRules::onlyGatewaysCallOut),
    TIME_AND_CHANCE_COME_FROM_THE_WIRING(
            "what takes a Clock or a source of randomness can be tested at any time of day",
            TechnologyRules::timeAndChanceComeFromTheWiring),
    THREADS_ARE_PLATFORM_THREADS(
            "virtual ones share few carriers, and those can come to a standstill",
            TechnologyRules::threadsArePlatformThreads),
    NOTHING_IS_SERIALIZED_BY_CLASS(
            "data that choose the class to load are a way in", TechnologyRules::nothingIsSerializedByClass),

    WIRING_IS_EXPLICIT(
            "a *Configuration lists what it is made of; nothing is found by scanning", WiringRules::wiringIsExplicit),
    SETTINGS_ARE_RECORDS("settings do not change while the process runs", WiringRules::settingsAreRecords),
    CONTROLLERS_LIVE_IN_WEB(
            "a stranger finds every route in a .web or .stream package", WiringRules::controllersLiveInWeb),
    PUBLIC_MEANS_USED_ELSEWHERE(
            "a package's public types are its promise to others", WiringRules::publicMeansUsedElsewhere),

    EVERY_HANDLER_NAMES_ITS_PROCESSOR(
            "Axon would name it after the package; the name is stored with the tokens, so it is a constant",
            ProcessingRules::everyHandlerNamesItsProcessor),
    EVERY_HANDLER_SAYS_WHAT_A_REPLAY_DOES(
            "a replay must rebuild a view, and must never repeat a payment",
            ProcessingRules::everyHandlerSaysWhatAReplayDoes),
    THE_SAGA_ONLY_SENDS(
            "a saga that can fail in its own way, or hides a failure, loses a step", ProcessingRules::theSagaOnlySends),
    AGGREGATES_DECIDE_THEN_EVOLVE(
            "what is decided must be on record before it counts, and what is on record is not decided again",
            ProcessingRules::aggregatesDecideThenEvolve),
    NO_FAULT_IS_SWALLOWED(
            "who catches everything decides about faults that nobody has seen yet",
            ProcessingRules::noFaultIsSwallowed),

    EVERY_PACKAGE_SAYS_WHAT_IT_IS_FOR(
            "one sentence for the reader, @NullMarked for the compiler", SourceRules::everyPackageSaysWhatItIsFor),
    NAMES_SAY_WHAT_THINGS_ARE("a name that fits anything collects everything", SourceRules::namesSayWhatThingsAre),
    FILES_STAY_SHORT("at most 250 lines: one idea each", SourceRules::filesStayShort),
    METHODS_STAY_SHORT("at most 30 lines between the braces: seen at one glance", SourceRules::methodsStayShort),
    PARAMETERS_STAY_FEW("at most 5: more belong together and have a name", SourceRules::parametersStayFew),
    NOTHING_IS_LEFT_OPEN(
            "what is open is an issue; what is switched off tests nothing", SourceRules::nothingIsLeftOpen),
    TESTS_WAIT_ON_CONDITIONS(
            "a sleep is too short on one machine and too long on all others", SourceRules::testsWaitOnConditions);

    private final String reason;

    @SuppressWarnings("ImmutableEnumChecker") // Only references to static methods.
    private final Function<Codebase, List<String>> check;

    ArchitectureRule(String reason, Function<Codebase, List<String>> check) {
        this.reason = reason;
        this.check = check;
    }

    /** One line for each violation; none if the rule holds. */
    List<String> violationsIn(Codebase house) {
        return check.apply(house);
    }

    /** The sentence and its reason. */
    String sentence() {
        return words(" ") + " (" + reason + ")";
    }

    /** The name with another separator, in lower case: {@code files-stay-short}. */
    String words(String separator) {
        return name().toLowerCase(Locale.ROOT).replace("_", separator);
    }
}
