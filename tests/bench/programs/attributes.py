"""Classes: attributes read and written, methods called, properties, inheritance."""


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def add(self, other):
        self.x += other.x
        self.y += other.y
        return self

    @property
    def length(self):
        return self.x * self.x + self.y * self.y


class Particle(Vector):
    friction = 0.99

    def __init__(self, x, y):
        super().__init__(x, y)
        self.speed = Vector(1.0, 0.5)

    def step(self):
        self.add(self.speed)
        self.speed.x *= self.friction
        if self.length > 100.0:
            self.speed.y = -self.speed.y


def main():
    particles = [Particle(float(n), 0.0) for n in range(20)]
    for _ in range(16000):
        for particle in particles:
            particle.step()
    return round(sum(p.length for p in particles), 3)


print(main())
