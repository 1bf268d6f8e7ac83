"""The law read a second time, in another language and with nothing shared: exact fractions, straight from the text.

    oracle.py RULESET.toml < candidates.jsonl > decisions.jsonl

It reads a ruleset and candidates the law has nothing against, and answers decision, mention, average, points,
coefficients and what is attested. It does not check its input: what is refused is another matter.
"""

import json
import sys
import tomllib
from fractions import Fraction
from math import ceil, floor


def number(text):
    return Fraction(str(text))


def up(value, step):
    """The next multiple of a step, at most 20."""
    return min(ceil(value / step) * step, Fraction(20))


# Marks above 20 do not exist; what rounds up to more stays at 20.
class Law:
    def __init__(self, text):
        self.text = tomllib.loads(text)
        self.codes = self.text["codes"]
        self.specialities = {it["code"]: it for it in self.text.get("speciality", [])}
        self.blocs = {it["code"]: it for it in self.text.get("bloc", [])}

    def lines(self, candidate):
        """What counts: (component, mark, coefficient, share, absent), beside what is missing, awaited and fatal."""
        self.missing, self.awaited, self.fatal, self.deferred = [], [], [], []
        self.provisional = {slot: number(mark) for slot, mark in candidate.get("provisional", {}).items()}
        self.waived = candidate.get("waived", {})
        self.category = candidate.get("context", {}).get("category")
        marks = candidate.get("marks", {})
        parts = candidate.get("parts", {})
        specialities = candidate.get("context", {}).get("specialities", {})
        raises = {slot: number(mark) for slot, mark in candidate.get("raises", {}).items()}
        lines = []

        def add(slot, component, mark, coefficient, share, absent):
            lines.append([component, raises.get(slot, mark), coefficient, share, absent])

        for epreuve in self.text.get("epreuve", []):
            code, step, coefficient = epreuve["code"], number(epreuve["step"]), number(epreuve["coef"])
            composite = epreuve.get("composite")
            described = []
            if composite is not None:
                described = composite.get("parts") or self.specialities.get(specialities.get(code), {}).get("parts", [])
            share = epreuve.get("counting", "mandatory")
            sat = self.leaves(described)
            meanwhile = code in self.provisional and any(part not in parts.get(code, {}) for part in sat)
            if not sat or code in marks or meanwhile:
                got = self.read(code, marks.get(code), "mandatory", code)
                if got is not None:
                    add(code, code, got[0], coefficient, share, got[1])
                continue
            made = self.made(code, described, parts.get(code, {}), composite)
            if made is not None:
                rounded = max(self.fall(made[0], step, composite), self.provisional.get(code, Fraction(0)))
                add(code, code, rounded, coefficient, share, made[1])
        for teaching in self.text.get("cc", []):
            code, step, years = teaching["code"], number(teaching["round_up_to"]), teaching["years"]
            given = marks.get(code)
            if not isinstance(given, list):
                given = [given] if len(years) == 1 else [marks.get(f"{code}.{n + 1}") for n in range(len(years))]
            if teaching.get("level", "YEAR") == "YEAR" or len(years) == 1:
                for n, (year, mark) in enumerate(zip(years, given)):
                    slot = code if len(years) == 1 else f"{code}.{n + 1}"
                    got = self.read(code, mark, "mandatory", slot)
                    if got is not None:
                        add(slot, code, up(got[0], step), number(year["coef"]), "mandatory", got[1])
                continue
            total, weights, absences, counted, before = Fraction(0), Fraction(0), 0, 0, len(self.missing) + len(self.awaited)
            for n, (year, mark) in enumerate(zip(years, given)):
                got = self.read(code, mark, "mandatory", f"{code}.{n + 1}")
                if got is not None:
                    total += got[0] * number(year["coef"])
                    weights += number(year["coef"])
                    absences += got[1]
                    counted += 1
            if weights and len(self.missing) + len(self.awaited) == before:
                add(code, code, up(total / weights, step), weights, "mandatory", absences == counted)
        for table in self.text.get("option", []):
            for option in candidate.get("options", []):
                got = self.read(table["code"], option["mark"], "optional")
                if got is not None:
                    coefficient = number(option.get("coef") or table["coef"])
                    add(None, table["code"], up(got[0], number(table["round_up_to"])), coefficient, "optional", False)
        for table in self.text.get("facultative", []):
            for mark in candidate.get("facultative", []):
                got = self.read(table["code"], mark, "facultative")
                if got is not None:
                    add(None, table["code"], up(got[0], number(table["step"])), number(table["coef"]), table["counting"], False)
        chosen = candidate.get("context", {}).get("chosen", [])
        given = {slot.split(".")[0] for slot in [*marks, *parts, *self.provisional, *self.waived]}
        for choice in self.text.get("choice", []):
            sat = [one for one in choice["components"] if one in chosen or one in given]
            if len(sat) >= choice["min"]:
                left = [one for one in choice["components"] if one not in sat]
                self.missing = [one for one in self.missing if one not in left]
        return lines

    def leaves(self, described):
        """The parts a candidate gets a mark for."""
        found = []
        for part in described:
            if self.category is None or self.category not in part.get("except", []):
                found += self.leaves(part["parts"]) if part.get("parts") else [part["code"]]
        return found

    @staticmethod
    def fall(value, step, composite):
        """A mean on its step, as the épreuve says."""
        manner = composite.get("rounding", "UP")
        if manner == "UP":
            return up(value, step)
        return floor(value / step + (Fraction(1, 2) if manner == "HALF_UP" else 0)) * step

    def made(self, code, described, given, composite):
        """Mean of parts, parts of parts made first, and whether all are absences; none of what has no weight."""
        scale = 20 if composite.get("part_scale", "TWENTY") == "WEIGHT" else None
        total, weights, absences, counted, complete = Fraction(0), 0, 0, 0, True
        for part in described:
            if self.category is not None and self.category in part.get("except", []):
                continue
            before = len(self.missing) + len(self.awaited)
            if part.get("parts"):
                got = self.made(code, part["parts"], given, composite)
                if got is not None:
                    got = (self.fall(got[0], number(composite["part_step"]), composite), got[1])
            else:
                got = self.read(code, given.get(part["code"]), "mandatory", f"{code}.{part['code']}")
            if len(self.missing) + len(self.awaited) > before:
                complete = False
            if got is not None:
                total += got[0] * (scale or part["weight"])
                weights += part["weight"]
                absences += got[1]
                counted += 1
        if not complete or not weights:
            return None
        return total / weights, absences == counted

    def read(self, component, given, share, slot=None):
        """Mark and absence of a cell that counts; none of one that does not."""
        meanwhile = self.provisional.get(slot)
        if given is None and meanwhile is not None:
            return meanwhile, False
        if given is None:
            if share == "mandatory" and slot not in self.waived:
                self.missing.append(component)
            return None
        code = given.upper()
        if not code.isalpha():
            real = number(given.replace(",", "."))
            return (real if meanwhile is None else max(real, meanwhile)), False
        rule = self.codes[code]
        without = self.text.get("replacement", {}).get("without", [])
        if rule["effect"] == "EXCLUDE" or (rule["effect"] == "REPLACEMENT" and slot in without):
            return None
        if rule["effect"] == "REPLACEMENT":
            if share == "mandatory":
                self.awaited.append(component)
            return None
        if rule["effect"] == "ZERO_OR_REPLACEMENT":
            self.deferred.append(component)
        spared = share == "facultative" and not rule.get("eliminates_facultative", False)
        in_bloc = any(component in self.blocs[bloc]["components"] for bloc in rule.get("eliminates_in", []))
        if (rule["effect"] == "ELIMINATE" and not spared) or in_bloc:
            self.fatal.append(component)
        return Fraction(0), code == "AB"

    def compared(self, average):
        rule = self.text["average"]
        if rule["compare"] == "EXACT":
            return average
        unit = 10 ** rule["display_scale"]
        return Fraction(floor(average * unit + Fraction(1, 2)), unit)

    @staticmethod
    def sums(lines):
        points, coefficients = Fraction(0), Fraction(0)
        for _, mark, coefficient, share, _ in lines:
            if share in ("mandatory", "optional"):
                points += mark * coefficient
                coefficients += coefficient
            elif share == "ABOVE_TEN":
                points += max(Fraction(0), mark - 10) * coefficient
            else:
                points += (mark - 10) * coefficient
        return points, coefficients

    def average(self, lines):
        points, coefficients = self.sums(lines)
        return self.compared(points / coefficients) if coefficients else None

    def attested(self, lines):
        rule = self.text.get("attestation")
        if rule is None:
            return []
        found = []
        for component in dict.fromkeys(line[0] for line in lines if line[3] == "mandatory"):
            average = self.average([line for line in lines if line[0] == component and line[3] == "mandatory"])
            if average is not None and average >= number(rule["at_least"]):
                found.append(component)
        return found

    def decide(self, candidate):
        answer = {"id": candidate["id"], "decision": "PENDING", "mention": None, "average": None, "points": None,
                  "coefficients": None, "acquired": []}
        context = candidate.get("context", {})
        later = context.get("later", [])
        lines = self.lines(candidate)
        if [component for component in self.missing if component not in later]:
            return answer
        if self.awaited:
            return answer | {"decision": "REPLACEMENT"}
        if later:
            return answer | {"decision": self.text["incomplete"]["decision"], "acquired": self.attested(lines)}
        points, coefficients = self.sums(lines)
        if not coefficients:
            return answer
        average = first = self.compared(points / coefficients)
        exact = points / coefficients
        mandatory = [line for line in lines if line[3] == "mandatory"]
        after_orals = False
        if mandatory and all(line[4] for line in mandatory):
            decision = "ABSENT"
        elif self.fatal or self.below_floor(lines):
            decision = "ELIMINATED"
        else:
            decision = self.first_group(lines, average)
        orals = candidate.get("group2", {})
        if decision == "GROUP2" and orals:
            rule = self.text["group2"]
            known, waiting, awaited = {}, False, False
            for component, given in orals.items():
                if given is None:
                    waiting = True
                elif not given.isalpha():
                    known[component] = number(given)
                else:
                    effect = self.codes[given]["effect"]
                    awaited |= effect == "REPLACEMENT"
                    if effect in ("ZERO", "ELIMINATE", "ZERO_OR_REPLACEMENT"):
                        known[component] = Fraction(0)
            if awaited and not waiting:
                return answer | {"decision": "REPLACEMENT"}
            if not waiting:
                if rule.get("keep", "BEST") == "BEST":
                    for line in lines:
                        if line[0] in known and line[3] == "mandatory":
                            line[1] = max(line[1], known[line[0]])
                    points, coefficients = self.sums(lines)
                    average = self.compared(points / coefficients)
                elif known:
                    average = self.compared((exact + sum(known.values()) / len(known)) / 2)
                decision = "ADMITTED" if average >= number(rule["admitted_at_least"]) else "REFUSED"
                after_orals = True
        if decision == "REFUSED" and self.deferred:
            return answer | {"decision": "REPLACEMENT"}
        certificate = self.text.get("certificate")
        if decision == "REFUSED" and certificate and max(average, first) >= number(certificate["at_least"]):
            decision = "REFUSED_CERT"
        acquired = self.attested(lines) if decision in ("REFUSED", "REFUSED_CERT", "ELIMINATED") else []
        scale = 10 ** self.text["average"]["display_scale"]
        cut = floor(average * scale)
        return answer | {
            "decision": decision,
            "mention": self.mention(context, average, after_orals) if decision == "ADMITTED" else None,
            "average": f"{cut // scale}.{cut % scale:0{self.text['average']['display_scale']}d}",
            "points": plain(points),
            "coefficients": plain(coefficients),
            "acquired": acquired,
        }

    def below_floor(self, lines):
        for rule in self.text.get("floor", []):
            average = self.average([line for line in lines if line[0] in rule["components"]])
            least = number(rule["at_least"])
            if average is not None and (average < least or (average == least and rule.get("strict", False))):
                return True
        return False

    def first_group(self, lines, average):
        for gate in self.text["group1"]:
            if average < number(gate["average_at_least"]):
                continue
            for bloc, at_least in gate.get("blocs_at_least", {}).items():
                components = self.blocs[bloc]["components"]
                own = self.average([line for line in lines if line[0] in components and line[3] == "mandatory"])
                if own is not None and own < number(at_least):
                    break
            else:
                return gate["decision"]
        return "REFUSED"

    def mention(self, context, average, after_orals):
        mentions = self.text.get("mentions")
        if mentions is None:
            return None
        bars = mentions.get("barred_by", [])
        if after_orals and "GROUP2" in bars:
            return None
        if context.get("conserved") and "CONSERVED" in bars:
            regimes = self.text["conserve"]["regime"]
            regime = next((it for it in regimes if it["code"] == context.get("regime")), regimes[0])
            if not regime["keeps_mention"]:
                return None
        for step in mentions["step"]:
            if average >= number(step["at_least"]):
                return step["mention"]
        return None


def plain(value):
    """Decimals without zeros at their end."""
    digits = value * 10000
    assert digits.denominator == 1, value
    sign, digits = ("-", -digits.numerator) if digits < 0 else ("", digits.numerator)
    return f"{sign}{digits // 10000}.{digits % 10000:04d}".rstrip("0").rstrip(".")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        law = Law(file.read())
    for line in sys.stdin:
        print(json.dumps(law.decide(json.loads(line))))


if __name__ == "__main__":
    main()
