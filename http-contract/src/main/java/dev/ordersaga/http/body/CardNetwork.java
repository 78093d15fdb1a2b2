package dev.ordersaga.http.body;

/**
 * A card network, by the numbers that it issues: their first digits and their lengths. Public ranges (ISO/IEC 7812), without
 * those that no network uses.
 */
@SuppressWarnings("ImmutableEnumChecker") // the arrays are never written
enum CardNetwork {
    VISA("13 16 19", "4"),
    MASTERCARD("16", "51-55 2221-2720"),
    AMERICAN_EXPRESS("15", "34 37"),
    DISCOVER("16-19", "6011 644-649 65 622126-622925"),
    DINERS_CLUB("14-19", "300-305 3095 36 38 39"),
    JCB("16-19", "3528-3589"),
    UNIONPAY("16-19", "62 81"),
    MAESTRO("13-19", "5018 5020 5038 5893 6304 6759 6761-6763"),
    MIR("16-19", "2200-2204"),
    RUPAY("16", "60 65 81 82 508"),
    VERVE("16 18 19", "506099-506198 507865-507964 650002-650027"),
    ELO("16", "4011 438935 451416 4576 504175 5067 5090 627780 636297 636368 6500 6504 6505 6507 6509 6516 6550"),
    TROY("16", "9792"),
    DANKORT("16", "5019 4571"),
    UZCARD("16", "8600 5614"),
    HUMO("16", "9860");

    private final int[][] lengths;
    private final int[][] prefixes;

    CardNetwork(String lengths, String prefixes) {
        this.lengths = ranges(lengths);
        this.prefixes = ranges(prefixes);
    }

    /** Whether some network issues numbers that begin like this and are as long. */
    static boolean anyIssues(String digits) {
        for (CardNetwork network : values()) {
            if (network.hasLength(digits.length()) && network.hasPrefix(digits)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasLength(int length) {
        for (int[] range : lengths) {
            if (length >= range[0] && length <= range[1]) {
                return true;
            }
        }
        return false;
    }

    private boolean hasPrefix(String digits) {
        for (int[] range : prefixes) {
            int size = Integer.toString(range[0]).length();
            int prefix = Integer.parseInt(digits, 0, size, 10);
            if (prefix >= range[0] && prefix <= range[1]) {
                return true;
            }
        }
        return false;
    }

    private static int[][] ranges(String text) {
        String[] parts = text.split(" ", -1);
        int[][] ranges = new int[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            String[] bounds = parts[i].split("-", -1);
            ranges[i] = new int[] {Integer.parseInt(bounds[0]), Integer.parseInt(bounds[bounds.length - 1])};
        }
        return ranges;
    }
}
