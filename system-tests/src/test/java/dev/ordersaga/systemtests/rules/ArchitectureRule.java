package dev.ordersaga.systemtests.rules;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * An architecture rule: its name is the sentence, with the reason beside it. A rule that makes code worse is changed,
 * in the same commit and with the reason.
 */
enum ArchitectureRule {
    API_DEPENDS_ON_NO_FRAMEWORK(
            "every service loads the published language, and must not load a framework for it",
            LanguageRules::apiDependsOnNoFramework),
    COMMANDS_DEPEND_ONLY_ON_THE_API(
            "a command holds values of the published language and the annotation that routes it",
            LanguageRules::commandsDependOnlyOnTheApi),
    EVENTS_ARE_TOP_LEVEL_RECORDS(
            "their class names are stored, a nested one with a $, and one sealed interface per aggregate lists them all",
            LanguageRules::eventsAreTopLevelRecords),
    MESSAGES_HOLD_PLAIN_VALUES(
            "a stored message must stay readable permanently; no floats, no maps, no times beside the event's own, but for limits and waits",
            LanguageRules::messagesHoldPlainValues),
    MESSAGES_HAVE_NO_TYPE_SUFFIX(
            "the grammar says that PlaceOrder is a command and OrderPlaced an event",
            LanguageRules::messagesHaveNoTypeSuffix),

    EVERY_TOP_LEVEL_PACKAGE_IS_CLASSIFIED(
            "a new package below dev.ordersaga is a service, a feature or a foundation: list it in DependencyRules",
            DependencyRules::everyTopLevelPackageIsClassified),
    FEATURES_DO_NOT_DEPEND_ON_EACH_OTHER(
            "they communicate through the types in api; only configurations see several",
            DependencyRules::featuresDoNotDependOnEachOther),
    FOUNDATIONS_DO_NOT_DEPEND_ON_FEATURES(
            "api, eventstore, eventprocessing and http work for any feature",
            DependencyRules::foundationsDoNotDependOnFeatures),
    SERVICE_PACKAGES_HOLD_ONLY_WIRING(
            "a service is composed of the features of its module; what it does belongs to a feature",
            DependencyRules::servicePackagesHoldOnlyWiring),
    NOTHING_DEPENDS_ON_LAUNCHERS_OR_LAB(
            "launchers, simulators and experiments can be left out", DependencyRules::nothingDependsOnLaunchersOrLab),
    PACKAGES_FORM_NO_CYCLE("two packages that need each other are one package", DependencyRules::packagesFormNoCycle),
    A_TOP_LEVEL_PACKAGE_BELONGS_TO_ONE_MODULE(
            "a package name leads to one folder, tests and lab included",
            DependencyRules::aTopLevelPackageBelongsToOneModule),
    AGGREGATES_DO_NOT_DEPEND_ON_TECHNOLOGY(
            "orders and payments decide the same whether the command comes from HTTP, from the saga or from a test",
            DependencyRules::aggregatesDoNotDependOnTechnology),
    COORDINATION_DEPENDS_ONLY_ON_MESSAGES(
            "the saga reads events and sends commands; everything else belongs to the handlers of those commands",
            DependencyRules::coordinationDependsOnlyOnMessages),

    ONLY_THE_EVENT_STORE_DEPENDS_ON_POSTGRESQL(
            "driver, notifications and Axon's tables stay replaceable behind one module",
            TechnologyRules::onlyTheEventStoreDependsOnPostgresql),
    ONLY_CONNECTIONS_READ_SQL_STATES(
            "with a second list, one failure is retried at one place and given up at another",
            TechnologyRules::onlyConnectionsReadSqlStates),
    A_MODULE_ACCESSES_ONLY_ITS_OWN_SCHEMA(
            "services that read each other's tables are one service", TechnologyRules::aModuleAccessesOnlyItsOwnSchema),
    ONLY_GATEWAYS_CALL_EXTERNAL_SERVICES(
            "an outbound call can hang, leak and be forged: one place to protect",
            TechnologyRules::onlyGatewaysCallExternalServices),
    TIME_AND_RANDOMNESS_ARE_INJECTED(
            "code that takes a Clock or a source of randomness can be tested at any time of day",
            TechnologyRules::timeAndRandomnessAreInjected),
    THREADS_ARE_PLATFORM_THREADS(
            "virtual threads share few carrier threads, and those can come to a standstill",
            TechnologyRules::threadsArePlatformThreads),
    NOTHING_IS_SERIALIZED_BY_CLASS_NAME(
            "data that choose the class to load allow remote code execution",
            TechnologyRules::nothingIsSerializedByClassName),

    WIRING_IS_EXPLICIT(
            "a *Configuration lists its beans; nothing is found by component scanning", WiringRules::wiringIsExplicit),
    SETTINGS_ARE_RECORDS("settings do not change while the process runs", WiringRules::settingsAreRecords),
    SETTINGS_PREFIXES_BEGIN_WITH_THE_MODULE_NAME(
            "a property name tells which module reads it", WiringRules::settingsPrefixesBeginWithTheModuleName),
    EVERY_ROUTE_IS_IN_A_CONTROLLER(
            "a search for *Controller finds every HTTP route", WiringRules::everyRouteIsInAController),
    EVERY_PROVIDER_PASSES_THE_CONTRACT_TEST(
            "the application relies on the same behaviour from every payment provider",
            WiringRules::everyProviderPassesTheContractTest),
    PUBLIC_TYPES_ARE_USED_BY_OTHER_PACKAGES(
            "a package's public types are its interface", WiringRules::publicTypesAreUsedByOtherPackages),

    EVERY_EVENT_HANDLER_NAMES_ITS_PROCESSING_GROUP(
            "Axon would use the package name; the name is stored with the tokens, so it is a constant",
            ProcessingRules::everyEventHandlerNamesItsProcessingGroup),
    EVERY_EVENT_HANDLER_DECLARES_ITS_REPLAY_BEHAVIOUR(
            "a replay must rebuild a view, and must never repeat a payment",
            ProcessingRules::everyEventHandlerDeclaresItsReplayBehaviour),
    SAGAS_ONLY_SEND_COMMANDS(
            "a saga with other side effects, or one that hides a failure, loses a step",
            ProcessingRules::sagasOnlySendCommands),
    AGGREGATES_DECIDE_THEN_EVOLVE(
            "state changes only by an applied event, and applying an event decides nothing",
            ProcessingRules::aggregatesDecideThenEvolve),
    NOTHING_CATCHES_ALL_EXCEPTIONS(
            "a catch-all also handles failures that its author did not think of",
            ProcessingRules::nothingCatchesAllExceptions),
    DOMAIN_SWITCHES_HAVE_NO_DEFAULT(
            "a new event, state or reason must not compile until each switch handles it",
            SwitchRules::domainSwitchesHaveNoDefault),

    EVERY_PACKAGE_IS_DOCUMENTED_AND_NULL_MARKED(
            "one sentence for the reader, @NullMarked for the compiler",
            SourceRules::everyPackageIsDocumentedAndNullMarked),
    NAMES_ARE_SPECIFIC("a name that fits anything collects everything", SourceRules::namesAreSpecific),
    PACKAGES_STAY_SMALL(
            "at most 25 types: the list of a folder fits on one screen; 40 where the events of an aggregate are",
            SizeRules::packagesStaySmall),
    FILES_STAY_SHORT("at most 250 lines, tests 400: one topic each", SizeRules::filesStayShort),
    METHODS_STAY_SHORT("at most 30 lines between the braces", SizeRules::methodsStayShort),
    PARAMETERS_STAY_FEW(
            "at most 5 for a method: more belong together in a named type; constructors and @Bean methods list"
                    + " dependencies and may have more",
            SizeRules::parametersStayFew),
    NOTHING_IS_LEFT_OPEN("open work is an issue; a disabled test tests nothing", SourceRules::nothingIsLeftOpen),
    TESTS_WAIT_ON_CONDITIONS(
            "a sleep is too short on one machine and too long on all others", SourceRules::testsWaitOnConditions),
    TEXTS_USE_PLAIN_TERMS(
            "a reader searches for the technical term, not for its paraphrase", TextRules::textsUsePlainTerms);

    private final String reason;

    @SuppressWarnings("ImmutableEnumChecker") // Only references to static methods.
    private final Function<Codebase, List<String>> check;

    ArchitectureRule(String reason, Function<Codebase, List<String>> check) {
        this.reason = reason;
        this.check = check;
    }

    /** One line for each violation; none if the rule holds. */
    List<String> violationsIn(Codebase code) {
        return check.apply(code);
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
